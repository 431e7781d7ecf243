"""The catalogues as they stand: complete, whole, and in step with the code."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from gettext import c2py

import pytest
from babel.messages.catalog import Message
from django.conf import settings

from scripts import extract_texts

LANGUAGES = extract_texts.languages()
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
# A few numbers of every kind that a language may tell apart.
NUMBERS = range(201)


# Reading a thousand texts takes a second: once for the whole file, and not before a test asks.
texts_of_the_code = cache(extract_texts.texts)
catalogue_of = cache(extract_texts.read)


def placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text)))


def translated(language: str) -> list[Message]:
    return [message for message in catalogue_of(language) if message.id and any(message.string or "")]


def numbers_of_forms(plural_forms: str) -> dict[int, list[int]]:
    """Which of the first numbers each plural form is for."""
    form_of = c2py(plural_forms.partition("plural=")[2].rstrip(";"))
    forms: dict[int, list[int]] = {}
    for number in NUMBERS:
        forms.setdefault(form_of(number), []).append(number)
    return forms


def test_there_is_something_to_translate():
    assert len(texts_of_the_code()) > 800


def test_every_language_of_the_settings_but_english_has_a_catalogue():
    assert sorted(code for code, _ in settings.LANGUAGES if code != "en") == LANGUAGES == ["ar", "de"]


def test_the_words_of_the_operators_terminal_are_left_in_english():
    assert not [
        message.id for message in texts_of_the_code() for where, _ in message.locations if where.startswith("cli/")
    ]
    assert not [
        message.id
        for message in texts_of_the_code()
        for where, _ in message.locations
        if where.startswith("site/config")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_everything_is_translated(language: str):
    lacking = [message.id for message in extract_texts.untranslated(catalogue_of(language), texts_of_the_code())]
    assert len(lacking) <= len(texts_of_the_code()) * 0.02, f"`make texts` adds these; translate them: {lacking}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_as_a_guess(language: str):
    assert [message.id for message in catalogue_of(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_fills_in_what_its_original_fills_in(language: str):
    wrong = []
    for message in translated(language):
        if not message.pluralizable and placeholders(message.string) != placeholders(message.id):
            wrong.append(message.string)
    assert wrong == []


# What a plural form depends on. A form for one number only may say it in words.
COUNTERS = {
    f"%({name}){kind}"
    for name in ("count", "num", "n", "times", "most", "least", "seconds", "minutes")
    for kind in "sd"
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_form_names_its_number_unless_it_is_for_one_number_only(language: str):
    catalog = catalogue_of(language)
    forms = numbers_of_forms(catalog.plural_forms)
    wrong = []
    for message in translated(language):
        if not message.pluralizable:
            continue
        wanted = set(placeholders(message.id[1]))
        for form, text in enumerate(message.string):
            said = set(placeholders(text))
            # "One reply" and, in Arabic, "two replies" are words; every other form has to say how many.
            may_lack = COUNTERS if len(forms[form]) == 1 else set()
            if said - wanted or wanted - said - may_lack:
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(("language", "count"), [("ar", 6), ("de", 2)])
def test_every_plural_has_all_forms_of_its_language(language: str, count: int):
    catalog = catalogue_of(language)
    assert catalog.num_plurals == count == len(numbers_of_forms(catalog.plural_forms))
    plurals = [message for message in translated(language) if message.pluralizable]
    assert plurals
    assert [message.id for message in plurals if len(message.string) != count or not all(message.string)] == []


def test_arabic_tells_apart_none_one_two_few_many_and_the_rest():
    forms = numbers_of_forms(catalogue_of("ar").plural_forms)
    assert [forms[form][0] for form in range(6)] == [0, 1, 2, 3, 11, 100]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_ends_as_its_original_does(language: str):
    """No sentence without its full stop, no label with one, no blank at an end."""
    same = {".": ".", "…": "…", ":": ":", "?": "?؟"}
    wrong = []
    for message in translated(language):
        texts = message.string if message.pluralizable else (message.string,)
        original = message.id[0] if message.pluralizable else message.id
        for text in texts:
            if text != text.strip() or text[-1] not in same.get(original[-1], text[-1]):
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_writing_a_catalogue_anew_changes_nothing(language: str, tmp_path, monkeypatch: pytest.MonkeyPatch):
    before = extract_texts.path_of(language).read_text(encoding="utf-8")
    copy = tmp_path / language / "LC_MESSAGES" / "django.po"
    copy.parent.mkdir(parents=True)
    copy.write_text(before, encoding="utf-8")
    monkeypatch.setattr(extract_texts, "LOCALES", tmp_path)
    extract_texts.update(language, texts_of_the_code())
    once = copy.read_text(encoding="utf-8")
    extract_texts.update(language, texts_of_the_code())
    assert copy.read_text(encoding="utf-8") == once
    assert once.partition('msgid ""')[0] == before.partition('msgid ""')[0]


def test_a_new_language_begins_empty_and_with_its_own_plural_forms(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(extract_texts, "LOCALES", tmp_path)
    assert extract_texts.main(["pl"]) == 0
    catalog = extract_texts.read("pl")
    assert catalog.num_plurals == 4
    assert len(list(extract_texts.untranslated(catalog, texts_of_the_code()))) == len(texts_of_the_code())


def test_what_is_no_language_is_refused(capsys: pytest.CaptureFixture[str], tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(extract_texts, "LOCALES", tmp_path)
    assert extract_texts.main(["klingon!"]) == 2
    assert "not a language code" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_compiles(language: str, tmp_path):
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "compile", "-o", str(tmp_path / "django.mo")]
    command += ["-i", str(extract_texts.path_of(language))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "django.mo").stat().st_size > 10_000
