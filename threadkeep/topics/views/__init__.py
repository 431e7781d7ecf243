"""The pages of topics and posts."""
