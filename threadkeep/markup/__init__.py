"""The text engine: what a member wrote, in Markdown or BBCode, becomes a tree, and the tree becomes what people read.

Words: the *source* is what was written, kept byte for byte by whoever calls; a *tree* (tree.py) says what it means; a
*slot* is a gap in the HTML for what depends on the reader or can change later (a file, the head of a quote, a name, a
topic, a picture elsewhere). Plain words are read by scanner.py for both syntaxes. No Django, no tables, no network:
text in, text out. How it is put together: docs/markup.md.
"""
