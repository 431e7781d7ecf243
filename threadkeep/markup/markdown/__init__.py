"""The Markdown front end: CommonMark 0.31 by markdown-it-py, with our own inline rules, to the document tree.

parse.py       source to tree: what others call
limits.py      how much is interpreted; the rest is shown as typed
brackets.py    which brackets are links, found in one pass
rules.py       the rules we add to markdown-it-py or put in the place of its own
containers.py  block rules of our own: folded blocks, notes, abbreviations, formulas
inline.py      tokens of a line to nodes
notes.py       notes and abbreviations, defined in one place of a post and used in another
"""
