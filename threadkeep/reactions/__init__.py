"""Reactions: a member's answer to a post in one sign, out of a set the owner chooses.

Words: a *kind* is one entry of the set, an emoji with a name; kinds that are not *offered* any more still stand where
they were given. Tables: Kind, Reaction; derived: Count (for each post and kind), Received (for each member).
"""
