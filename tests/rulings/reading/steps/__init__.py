"""What one text shows of the course of a whole case.

Wordings as courts and CM/ECF systems write them, with invented people."""
