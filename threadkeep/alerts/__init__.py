"""Who is told, and how. For now: the mail that leaves the board.

Words: a *mail* waits in the outbox until it is sent; without a mail server it stays there for the operator to read.
Tables: Mail.
"""
