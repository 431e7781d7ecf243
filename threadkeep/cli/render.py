"""`threadkeep render`: JSON lines in, JSON lines out, one at a time, for tools and for tests of the text engine."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal

import click

from threadkeep.cli.command import declare
from threadkeep.cli.exit_codes import FOUND
from threadkeep.site.operator_language import _

# A line is held in memory. This leaves room for a text of 16 MiB whose every byte is escaped as \u00xx.
LONGEST_LINE = 96 * 1024 * 1024


class BadLine(ValueError):
    """A line that cannot be rendered; the text says why. `id` is the line's own, if it could be read."""

    def __init__(self, why: str, line_id: object = None) -> None:
        super().__init__(why)
        self.id = line_id


@declare(
    "render",
    about=_(
        'Read JSON lines {"id": ..., "text": "..."} on standard input and write {"id": ..., "html": "..."} lines, '
        "in the same order, as soon as each is ready. With --to the answer is plain text, or source in either syntax: "
        "a board can change its syntax with it. A line that cannot be read is answered on standard error with "
        '{"line": 3, "id": null, "error": "..."}, and the rest goes on. Needs no board and no configuration.'
    ),
    examples=(
        """echo '{"id": 1, "text": "[b]Hello[/b]"}' | threadkeep render --format bbcode""",
        "threadkeep render --format markdown --to text < posts.jsonl > plain.jsonl",
        "threadkeep render --format bbcode --to markdown < posts.jsonl > markdown.jsonl",
    ),
    exit_codes={0: _("every line was rendered"), 1: _("some lines could not be read; each has an error line")},
)
@click.option(
    "--format", "syntax", type=click.Choice(["markdown", "bbcode"]), required=True, help=_("How the texts are written.")
)
@click.option(
    "--to",
    "target",
    type=click.Choice(["html", "text", "markdown", "bbcode"]),
    default="html",
    show_default=True,
    help=_("What to write; it is also the name of the answer's field."),
)
@click.pass_context
def command(ctx: click.Context, syntax: Literal["markdown", "bbcode"], target: str) -> None:
    """Render standard input to standard output."""
    render = _renderer(syntax, target)
    bad = 0
    for number, line in _lines(sys.stdin.buffer):
        try:
            line_id, text = _read(line)
            _write(sys.stdout.buffer, {"id": line_id, target: _rendered(render, line_id, text)})
        except BadLine as error:
            bad += 1
            _write(sys.stderr.buffer, {"line": number, "id": error.id, "error": str(error)})
    if bad:
        ctx.exit(FOUND)


def _renderer(syntax: Literal["markdown", "bbcode"], target: str) -> Callable[[str], str]:
    from threadkeep.markup.render import parse, render_html
    from threadkeep.markup.to_bbcode import to_bbcode
    from threadkeep.markup.to_markdown import to_markdown
    from threadkeep.markup.to_text import to_text

    if target == "html":
        return lambda text: render_html(text, syntax)
    write = {"text": to_text, "markdown": to_markdown, "bbcode": to_bbcode}[target]
    return lambda text: write(parse(text, syntax))


def _rendered(render: Callable[[str], str], line_id: object, text: str) -> str:
    try:
        return render(text)
    except Exception as error:
        # The text engine never raises, by its own tests. If it does, the other ten thousand lines still matter.
        raise BadLine(f"{type(error).__name__}: {error}", line_id) from error


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines of a stream with their numbers; of one that is too long, only so much that `_read` sees it is."""
    number = 0
    while line := source.readline(LONGEST_LINE + 1):
        number += 1
        too_long = len(line) > LONGEST_LINE
        if line.strip():
            yield number, line
        while too_long and not line.endswith(b"\n"):
            line = source.readline(LONGEST_LINE)
            if not line:
                return


def _read(line: bytes) -> tuple[object, str]:
    """The id and the text of a line, or `BadLine`."""
    if len(line) > LONGEST_LINE:
        raise BadLine(_("the line is longer than %(limit)d bytes") % {"limit": LONGEST_LINE})
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise BadLine(_("the line is not UTF-8")) from None
    except (ValueError, RecursionError) as error:
        raise BadLine(_("the line is not JSON: %(why)s") % {"why": error}) from None
    if not isinstance(value, dict) or "id" not in value:
        raise BadLine(_('the line is not an object with "id" and "text"'))
    if not isinstance(value.get("text"), str):
        raise BadLine(_('"text" is missing or is not a string'), value["id"])
    return value["id"], value["text"]


def _refuse_constant(name: str) -> object:
    # Python reads NaN and Infinity; JSON (RFC 8259) has no such words, and our answer must be JSON.
    raise ValueError(name)


def _write(target: BinaryIO, value: dict[str, object]) -> None:
    # A lone surrogate has no UTF-8; backslashreplace writes it as \udc00, which is just what JSON calls it.
    target.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    target.flush()
