"""Templates: they show what they are given. No query, no script or style inside the page (R3)."""

import re
from collections.abc import Iterator

from tests.architecture.exceptions import Broken
from tests.architecture.sources import Source

QUERY = re.compile(r"\{[{%][^}]*?(\.objects\b|\.all\(|\.filter\(|\.exclude\(|\.select_related\(|_set\b|\.count\(\))")
STYLE = re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.IGNORECASE)
ON_EVENT = re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
# Blocks of data are not run, so the policy lets them stand: https://html.spec.whatwg.org/#data-block
DATA = re.compile(r"type\s*=\s*[\"']application/(ld\+)?json[\"']", re.IGNORECASE)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def queries_in_templates(source: Source) -> Iterator[Broken]:
    """A template that asks the database."""
    for match in QUERY.finditer(COMMENT.sub("", source.text)):
        says = f"asks the database ({match[0].strip()[:60]}). Have the view's query pass in what the page shows."
        yield Broken(source.path, says)


def inline_code(source: Source) -> Iterator[Broken]:
    """Script or style inside the page, which our Content-Security-Policy refuses to run."""
    text = COMMENT.sub("", source.text)
    if STYLE.search(text):
        yield Broken(source.path, "has style inside. The policy refuses it: write a class in frontend/css.")
    if ON_EVENT.search(text):
        yield Broken(source.path, "has an on... attribute. The policy refuses it: write a module in frontend/js.")
    for match in SCRIPT.finditer(text):
        if match[2].strip() and not DATA.search(match[1]):
            yield Broken(source.path, "has script inside. The policy refuses it: write a module in frontend/js.")


def unsafe_output(source: Source) -> Iterator[Broken]:
    """Output that is not escaped. HTML of posts is Markup already and needs no filter; plain-text mail needs none."""
    if not source.path.endswith(".html"):
        return
    if re.search(r"\|\s*safe\b|autoescape\s+(false|off)", COMMENT.sub("", source.text)):
        yield Broken(source.path, "turns escaping off. Pass Markup from the code that made the HTML safe.")
