"""The Markdown front end: CommonMark 0.31 by markdown-it-py, with our own inline rules, to the document tree.

parse.py       source to tree: what others call
limits.py      how much is interpreted; the rest is shown as typed
brackets.py    which brackets are links, found in one pass
rules.py       the rules we add to markdown-it-py or put in the place of its own
inline.py      tokens of a line to nodes
"""
