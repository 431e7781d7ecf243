"""What can be done in the panel that no other feature owns."""
