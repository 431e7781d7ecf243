"""The BBCode front end: what SMF, phpBB, MyBB, FluxBB, vBulletin and XenForo write, to the document tree.

parse.py       source to tree: what others call
tags.py        every tag, as data
attributes.py  what stands between a tag's name and its closing bracket; the head of a quote in each engine's form
tokenise.py    source to pieces: text, opening and closing tags, tags whose content is taken as it is
builder.py     pieces to tree: what is open, what a closing tag closes
leaves.py      tags that stand for one thing: pictures, files, addresses, code
"""
