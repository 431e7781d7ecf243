"""`python -m threadkeep` is the `threadkeep` command."""

from threadkeep.cli import main

main()
