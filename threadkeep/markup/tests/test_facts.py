"""Sources named without a link."""

import pytest

from threadkeep.markup.render import render


@pytest.mark.parametrize(
    ("line", "hints"),
    [
        ("Source@ABCNEWS", ("ABCNEWS",)),
        ("Source: Reuters", ("Reuters",)),
        ("SOURCE : The Guardian, 3 May", ("The Guardian",)),
        ("(Source: BBC News)", ("BBC News",)),
        ("Quelle: Der Spiegel (2012)", ("Der Spiegel",)),
        ("Fuente: El País. Más abajo", ("El País",)),
        ("Источник: ТАСС", ("ТАСС",)),
        ("来源：新华社", ("新华社",)),
        ("It rained (via NYT) and (h/t Marta)", ("NYT", "Marta")),
        ("Source: A\nSource: B\nSource: A", ("A", "B")),
    ],
)
def test_a_credit_without_a_link_names_its_source(line, hints):
    assert render(line, "markdown").source_hints == hints
    assert render(line, "bbcode").source_hints == hints


@pytest.mark.parametrize(
    "line",
    [
        "Source: https://reuters.com/x",
        "Source: www.reuters.com",
        "Source: reuters.com",
        "The source of the river",
        "resource: a page",
        "The source: my brother told me that he had seen it there",
        "Source:",
        "We went via NYT",
        "We say (via) it",
        "via@example.org",
    ],
)
def test_a_line_with_a_link_or_without_a_name_hints_at_nothing(line):
    assert render(line, "markdown").source_hints == ()
    assert render(line, "bbcode").source_hints == ()


def test_a_linked_word_on_the_line_is_a_link():
    assert render("Source: [Reuters](https://reuters.example)", "markdown").source_hints == ()
    assert render("Source: [b][url=https://reuters.example]Reuters[/url][/b]", "bbcode").source_hints == ()


def test_a_link_on_another_line_is_no_excuse():
    assert render("https://a.example\nSource: Reuters", "markdown").source_hints == ("Reuters",)


def test_a_quoted_credit_is_not_the_authors():
    assert render("> Source: Reuters", "markdown").source_hints == ()
    assert render("[quote]Source: Reuters[/quote][code]Source: Reuters[/code]", "bbcode").source_hints == ()


def test_credits_in_lists_and_amid_strong_words_count():
    assert render("- **Source:** Reuters", "markdown").source_hints == ("Reuters",)
    assert render("[center][b]Source[/b]: Reuters[/center]", "bbcode").source_hints == ("Reuters",)
