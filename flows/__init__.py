"""Does, checks and documents what the mail password manual describes."""
