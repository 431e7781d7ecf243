"""What can be done with reactions: one file, one verb."""
