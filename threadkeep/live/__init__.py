"""The event stream to browsers: its bones, one stream per topic. No tables of its own.

Words: a *stream* is one open page listening; the *hub* is the one task of a process that reads the log for all of them.
"""
