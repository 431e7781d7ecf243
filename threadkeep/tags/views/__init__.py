"""The pages of prefixes and tags."""
