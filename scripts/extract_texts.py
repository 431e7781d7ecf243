#!/usr/bin/env python3
"""Brings the catalogues up to date with the texts in the code: new texts are added empty, gone ones are dropped.

    make texts                          # every language in threadkeep/locale/, and how much of it is translated
    make texts ARGS="fr"                # begin a language
    make texts ARGS="--missing de"      # list what a language still lacks

Run twice, it changes nothing the second time. Where the texts are, says babel.cfg.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import django
from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "threadkeep" / "locale"
# What a new catalogue begins with; those who translate write their words under it.
HEADER = "# Threadkeep: {}\n#\n# Words, one for each thing (docs/translating.md):\n#   board\n#   topic\n#   post\n"
KEYWORDS = {**DEFAULT_KEYWORDS, **parse_keywords(["gettext_lazy", "gettext_noop", "ngettext_lazy:1,2"])}


def texts() -> Catalog:
    """Every text of the code, in the order of the files; comments that begin with "Translators:" come with it."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(project="Threadkeep", charset="utf-8")
    folder = ROOT / "threadkeep"
    for name, _, ids, comments, context in sorted(
        extract_from_dir(ROOT, methods, options, KEYWORDS, ["Translators:"], directory_filter=_is_ours), key=_place
    ):
        # Files, but no lines: a line added somewhere above must not change every catalogue.
        where = (ROOT / name).relative_to(folder).as_posix()
        found.add(ids, locations=[(where, 0)], auto_comments=comments, context=context)
    return found


def _place(found: tuple[str, int, object, object, object]) -> tuple[str, int]:
    return found[0], found[1]


def _is_ours(folder: str) -> bool:
    relative = Path(folder).relative_to(ROOT)
    return relative.parts[:1] in {(), ("threadkeep",)} and not relative.name.startswith((".", "__pycache__"))


def path_of(language: str) -> Path:
    """The catalogue of a language, there or not. `language` is a code such as "de" or "pt_BR"."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/django.po"))


def read(language: str) -> Catalog:
    """A catalogue as it stands; an empty one if there is none yet."""
    path = path_of(language)
    text = path.read_text(encoding="utf-8") if path.exists() else HEADER.format(language) + _fields(language)
    return read_po(StringIO(text), locale=language, abort_invalid=True)


def _plural_forms(language: str) -> str:
    # As in Django's own catalogue: for some languages (Arabic) Babel numbers the forms in another order.
    theirs = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    with theirs.open("rb") if theirs.exists() else BytesIO() as file:
        return read_po(file, locale=language).plural_forms


def _fields(language: str) -> str:
    # Babel's own header carries dates that change with every run.
    fields = {
        "Project-Id-Version": "Threadkeep",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _plural_forms(language),
    }
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{name}: {value}\\n"' for name, value in fields.items()), "", ""])


def untranslated(catalog: Catalog, wanted: Catalog) -> Iterator[Message]:
    """The messages of `wanted` that the catalogue cannot say, or says only in some plural forms."""
    for message in wanted:
        if not message.id:
            continue
        there = catalog.get(message.id[0] if message.pluralizable else message.id, message.context)
        if there is None or not there.string or (message.pluralizable and not all(there.string)) or there.fuzzy:
            yield message


def update(language: str, wanted: Catalog) -> None:
    """Write the catalogue of a language anew: with the texts of `wanted`, and the translations it had."""
    catalog = read(language)
    catalog.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    path = path_of(language)
    # The comment is copied letter by letter, because Babel would take away its blanks.
    comment = path.read_text(encoding="utf-8").partition('msgid ""')[0] if path.exists() else HEADER.format(language)
    body = BytesIO()
    write_po(body, catalog, width=120, omit_header=True, ignore_obsolete=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(comment + _fields(language) + body.getvalue().decode(), encoding="utf-8")


def _print_missing(language: str, wanted: Catalog) -> int:
    for message in untranslated(read(language), wanted):
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            print(text)
    return 0


def main(words: list[str]) -> int:
    """Update all languages or those named; with --missing, list what the one named after it lacks."""
    wanted = texts()
    if words[:1] == ["--missing"]:
        return _print_missing(words[1], wanted)
    for language in words or languages():
        try:
            Locale.parse(language)
        except (ValueError, UnknownLocaleError):
            print(f'"{language}" is not a language code. Write it as in "de" or "pt_BR".', file=sys.stderr)
            return 2
        update(language, wanted)
        lacking = sum(1 for _ in untranslated(read(language), wanted))
        print(f"{language}: {len(wanted) - lacking} of {len(wanted)} texts are translated")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
