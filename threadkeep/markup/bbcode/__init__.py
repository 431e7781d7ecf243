"""The BBCode front end: what SMF, phpBB, MyBB, FluxBB, vBulletin and XenForo write, to the document tree.

parse.py        source to tree: what others call
tags.py         every tag, as data
attributes.py   what stands between a tag's name and its closing bracket; the head of a quote in each engine's form
grammar.py      the tags a text is read with: everybody's, and a board's own
tokenise.py     source to pieces: text, opening and closing tags, tags whose content is taken as it is
opening.py      what an opening tag does
builder.py      pieces to tree: what is open, what a closing tag closes
styles.py       styles that are on, put inside each other
leaves.py       tags that stand for one thing: pictures, files, addresses, films, formulas, code
own_tags.py     a board's own tags: what may be one, and its template taken apart
own_reading.py  a board's own tags in a text
values.py       what may stand in the value and the content of an own tag
"""
