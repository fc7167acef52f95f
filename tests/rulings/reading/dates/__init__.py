"""What one text says of days: hearings, deadlines, what was held and what is called off.

Wordings as courts write them, with invented people."""
