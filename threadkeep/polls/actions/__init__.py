"""What can be done with polls: one file, one verb."""
