"""Texts that want to do harm, and what must hold for every text. `python -m tests.fuzz` looks for one that breaks it.

hostile.py   makes hostile texts: pieces of attacks put together and mutated; the same texts for the same seed
promises.py  what must hold for every text
__main__.py  the fuzz target: guided by coverage if atheris is installed, else by chance
"""
