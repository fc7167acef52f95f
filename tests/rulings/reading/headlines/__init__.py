"""Headlines of the forms in which clerks of many courts word minutes, orders and notices, with invented people."""
