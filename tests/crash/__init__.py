"""The crash test: a driver outside the server writes, the server is killed without warning, and nothing said is lost.

`python -m tests.crash --rounds 240` runs it by hand; `pytest tests/crash` runs 30 rounds and every named crash point.
What is demanded stands in invariants.py, under the numbers of the design's list (I1 to I12).
"""
