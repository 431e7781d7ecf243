"""Measurements: a believable large board, and what its pages cost against a static file in the same run.

threadkeep bench-data --posts 1000000      # needs a checkout: this folder is not in the package
make bench                                  # docs/performance.md tells what is measured and how
"""
