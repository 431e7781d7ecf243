"""The access matrix: every address, for every role, on every kind of object, with canaries as the oracle.

Each object's title, text, file name and bytes hold a word of their own. No answer (body, headers, redirect) may hold
the word of something that its reader may not see, whatever the status code says.
"""
