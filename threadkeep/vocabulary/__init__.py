"""The board's own words for texts: its smileys and its own BBCodes, kept as data and handed to the text engine.

Words: a *smiley* is what is typed and the character shown for it; an *own BBCode* is a name, what may be filled in, and
a template written in the engine's own BBCodes, so that nothing can come out of it that a post could not say anyway.
Each change raises the version of the vocabulary; what was rendered with an older one is rendered again.
Tables: Words (one row: the version, and whether the usual smileys count), Smiley, OwnBBCode.
"""
