"""Sources as they are typed: taken kindly, every mistake named, nothing typed lost."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from threadkeep.kernel.refused import Refused
from threadkeep.sources.forms import FIELDS, MOST, is_date, source_notes, source_rows, with_hints
from threadkeep.sources.steps import SourceNote


def typed(*rows):
    """A form with these rows; each is (url, publisher, title, author, date), shorter ones end in empty fields."""
    form = QueryDict(mutable=True)
    for row in rows:
        for name, value in zip(FIELDS, [*row, *[""] * 5], strict=False):
            form.appendlist(name, value)
    return form


def refusal_of(form):
    with pytest.raises(Refused) as refused:
        source_notes(form)
    assert refused.value.field == "sources"
    assert refused.value.status == 422
    return str(refused.value)


def test_sources_are_read_in_order_and_empty_rows_left_out():
    form = typed(
        ("https://news.example/a?b=1#c", " The  News ", "Ice", "Marta", "2025-03-13"),
        (),
        ("http://archive.example/",),
    )
    assert source_notes(form) == [
        SourceNote("https://news.example/a?b=1#c", "The News", "Ice", "Marta", "2025-03-13"),
        SourceNote("http://archive.example/"),
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("www.news.example/a", "https://www.news.example/a"),
        ("news.example", "https://news.example"),
        ("news.example:8080/a", "https://news.example:8080/a"),
        ("HTTPS://News.Example/a", "https://News.Example/a"),
        ("https://bücher.example/ä", "https://bücher.example/%C3%A4"),
        ("https://中文.example/", "https://中文.example/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_addresses_people_type_are_taken(written, kept):
    assert source_notes(typed((written,))) == [SourceNote(kept)]


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "ftp://files.example/a", "mailto:a@b.example",
        "//evil.example/", "/t/5", "https://", "https:///a", "https://a b.example/", "https://paper.example@evil.example/",
        "https://user:pw@paper.example/", "https://[::1", "https://a.example:99999999/",
        "https://" + "a" * 70 + ".example/",
        "just words", "https://\\evil.example/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_by_name(written):
    assert "is not the address of a web page" in refusal_of(typed((written,)))


def test_every_mistake_is_named_at_once_with_its_number():
    said = refusal_of(
        typed(
            ("https://news.example/", "", "", "", "13.3.2025"),
            ("", "", "A title without an address"),
            ("https://news.example/", "p" * 201),
            ("https://news.example/" + "x" * 2000,),
        )
    )
    assert "Source 1" in said
    assert "13.3.2025" in said
    assert "Source 2: the address is missing" in said
    assert "Source 3" in said
    assert "200 characters" in said
    assert "Source 4" in said
    assert "2000 characters" in said


def test_twenty_sources_are_taken_and_one_more_is_refused():
    rows = [(f"https://news.example/{number}",) for number in range(MOST)]
    assert len(source_notes(typed(*rows))) == MOST
    assert "20" in refusal_of(typed(*rows, ("https://news.example/more",)))


def test_a_name_we_filled_in_ourselves_never_blocks():
    assert source_notes(typed(("", "ABCNEWS"))) == []


def test_columns_of_different_length_do_no_harm():
    form = QueryDict("source_url=https://news.example/&source_title=A&source_title=B")
    assert "Source 2: the address is missing" in refusal_of(form)


@pytest.mark.parametrize("text", ["2025", "2025-03", "2025-03-13", "2024-02-29", "1000"])
def test_dates_as_precise_as_the_writer_knows(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["25", "2025-13", "2025-02-29", "2025-3-1", "2025-03-13 ", "٢٠٢٥", "0999", "2025-03-13T00", "yesterday", "-"],
)
def test_what_is_no_date(text):
    assert not is_date(text)


def test_rows_come_back_as_typed_with_their_mistakes_and_room_for_one_more():
    rows = source_rows(typed(("javascript:alert(1)", "News", "T", "A", "2025"), ()))
    assert [(row.index, row.url, row.publisher, row.title, row.author, row.date) for row in rows] == [
        (1, "javascript:alert(1)", "News", "T", "A", "2025"),
        (2, "", "", "", "", ""),
    ]
    assert "is not the address" in rows[0].error
    assert rows[1].error == ""


def test_hints_become_rows_with_the_name_filled_in_once():
    rows = with_hints(source_rows(typed(("", "ABCNEWS"))), ("ABCNews", "Reuters"))
    assert [row.publisher for row in rows] == ["ABCNEWS", "Reuters", ""]


def test_asking_for_more_rows_gives_three_and_editing_shows_what_is_kept():
    note = SourceNote("https://news.example/", "News", "T", "A", "2025-03")
    rows = source_rows(notes=[note], add=True)
    assert [row.url for row in rows] == [note.url, "", "", ""]
    assert (rows[0].date, rows[0].author) == ("2025-03", "A")


@given(st.lists(st.tuples(*[st.text(max_size=40)] * 5), max_size=25))
def test_any_text_is_either_taken_or_refused_with_a_sentence(rows):
    form = typed(*rows)
    try:
        notes = source_notes(form)
    except Refused:
        notes = []
    assert all(note.url.startswith(("http://", "https://")) for note in notes)
    assert source_rows(form)[-1].is_blank
