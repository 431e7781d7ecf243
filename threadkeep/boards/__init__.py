"""Categories and boards, and who may see and do what in them, and why.

Words: a *category* is a heading above boards; a *board* nests to any depth; a *link board* leads elsewhere.
A *permission set* is a named grid of group x permission = allow or never; unset is no row. Never wins, then allow.
Tables: Category, Board, BoardModerator, PermissionSet, Grant, Tree (one row: the version of all this).
"""
