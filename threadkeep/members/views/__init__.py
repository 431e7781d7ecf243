"""The pages of members, over HTTP."""
