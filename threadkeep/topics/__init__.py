"""Topics and their posts: read, start, reply, edit, delete, restore, lock, pin.

Words: a topic's first post starts it, the others are its *replies*. A post's *number* is 1, 2, 3 … in its topic and
never used twice. Deleting is a change of state with a reason, an actor and a date; *taking back* is its author's, in
the seconds after sending. What a post said before is a *version*; a *wiki post* may be edited by others too.
Tables: Topic, TitleChange, Post, Revision.
"""
