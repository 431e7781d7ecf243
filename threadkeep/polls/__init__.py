"""Polls: a question under a topic's title, and how its members answer it.

Words: an *option* is one of the answers; a *ballot* is one member's answer, a *vote* one option ticked on it; *results*
are what the votes come to. In a *secret* poll no page tells anybody who voted for what.
Tables: Poll, Option, Ballot, Vote. A topic has one poll that stands; those before it are deleted, not gone.
"""
