"""What can be done to prefixes and tags. One verb, one file."""
