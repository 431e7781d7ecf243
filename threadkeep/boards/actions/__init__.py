"""What can be done with boards: one file, one function, one verb."""
