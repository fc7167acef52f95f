"""What orders and minutes decide, in one text.

Wordings as courts and CM/ECF systems write them, with invented people."""
