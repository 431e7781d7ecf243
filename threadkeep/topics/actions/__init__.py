"""What can be done to topics and posts. One verb, one file."""
