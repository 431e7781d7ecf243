"""In which line of a TOML file a key stands. `tomllib` does not tell, and a mistake without its line is half a message.

This reads only as much TOML as finding keys takes: table headers, keys at the start of a line, and where strings and
arrays over several lines end. The values themselves come from `tomllib`. https://toml.io/en/v1.0.0
"""

import re

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_HEADER = re.compile(rf"\s*\[\[?\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]\]?")
_STRING = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{}]')


def key_lines(text: str) -> dict[str, int]:
    """Line numbers, from 1, of every table header and key: {"mail": 3, "mail.host": 4}. The first wins."""
    found: dict[str, int] = {}
    table: tuple[str, ...] = ()
    inside = ""  # the quote that a string over several lines waits for
    depth = 0  # how many arrays are open
    for number, line in enumerate(text.splitlines(), start=1):
        start = 0
        if inside:
            end = line.find(inside)
            if end < 0:
                continue
            inside, start = "", end + 3
        elif depth == 0:
            if header := _HEADER.match(line):
                table = _parts(header[1])
                found.setdefault(".".join(table), number)
                continue
            if key := _KEY.match(line):
                _remember(found, (*table, *_parts(key[1])), number, known=len(table))
                start = key.end()
        inside, depth = _still_open(line, start, depth)
    return found


def line_of(lines: dict[str, int], name: str) -> int | None:
    """The line of "mail.host", or of the table it stands in (an inline table has only that), or None."""
    while name:
        if name in lines:
            return lines[name]
        name = name.rpartition(".")[0]
    return None


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))


def _remember(found: dict[str, int], parts: tuple[str, ...], number: int, known: int) -> None:
    for length in range(known + 1, len(parts) + 1):
        found.setdefault(".".join(parts[:length]), number)


def _still_open(line: str, start: int, depth: int) -> tuple[str, int]:
    """Which string and how many arrays are still open at the end of the line."""
    position = start
    while match := _STRING.search(line, position):
        mark, position = match[0], match.end()
        if mark in {'"""', "'''"}:
            end = line.find(mark, position)
            if end < 0:
                return mark, depth
            position = end + 3
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth = max(0, depth - 1)
    return "", depth
