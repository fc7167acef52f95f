"""Format of times in Django's admin: Django's own, with the zone's name."""

DATETIME_FORMAT = "N j, Y, P T"
