"""The laws of the house (DESIGN, section 9), held by a machine.

Each law is a function from source text to sentences about what breaks it; each has a test on our code and a test that
it bites. To leave a place out for a good reason, add it to exceptions.py; it is taken off again by itself.
"""
