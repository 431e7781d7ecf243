"""Pages and forms of polls."""
