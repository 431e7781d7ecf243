"""Trouble that is not the board's fault: a full disk, a database held by somebody else, a file handle too few."""
