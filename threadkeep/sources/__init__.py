"""What posts cite.

Words: a *source* is an address with a title, publisher, author and date; a *snapshot* (later) is the kept copy of it.
Tables: Source.
"""
