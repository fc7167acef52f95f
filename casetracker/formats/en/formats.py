"""How Django's admin prints a time: as it does, with the zone's name."""

DATETIME_FORMAT = "N j, Y, P T"
