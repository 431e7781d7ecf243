"""What can be done with the board's own smileys and BBCodes."""
