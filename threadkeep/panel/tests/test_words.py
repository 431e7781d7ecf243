"""The panel's pages of the board's own smileys and BBCodes."""

import pytest

from threadkeep.vocabulary.models import OwnBBCode, Smiley

NOTE = {
    "name": "note",
    "template": "[b]Note:[/b] {content}",
    "content": "markup",
    "value": "none",
    "example": "[note]Mind the step.[/note]",
    "description": "For warnings",
}


@pytest.fixture
def browser(cast):
    return cast.browser("administrator")


def test_a_bbcode_is_made_tried_changed_and_deleted(browser):
    tried = browser.post("/panel/words/new", {**NOTE, "act": "try"})
    assert "<strong>Note:</strong> Mind the step." in tried.text
    assert not OwnBBCode.objects.exists()

    assert browser.post("/panel/words/new", NOTE).headers["Location"] == "/panel/words"
    row = OwnBBCode.objects.get()
    assert "<strong>Note:</strong> Mind the step." in browser.get("/panel/words").text
    assert "<strong>Note:</strong> Mind the step." in browser.get(f"/panel/words/{row.pk}").text

    browser.post(f"/panel/words/{row.pk}", {**NOTE, "name": "[Hint]".lower(), "template": "[i]{content}[/i]"})
    assert OwnBBCode.objects.get().name == "hint"
    browser.post(f"/panel/words/{row.pk}/delete")
    assert not OwnBBCode.objects.exists()


def test_what_cannot_be_is_said_beside_its_field_with_all_that_was_typed(browser):
    for act in ("try", "keep"):
        answer = browser.post("/panel/words/new", {**NOTE, "template": "[blinky]{content}[/blinky]", "act": act})
        assert answer.status_code == 422
        assert "[blinky]{content}[/blinky]</textarea>" in answer.text
        assert "no tag that every board has" in answer.text


def test_an_example_is_made_up_where_none_was_given(browser):
    fields = {
        **NOTE,
        "example": "",
        "value": "choice",
        "choices": "red\nblue",
        "template": "[color={value}]{content}[/color]",
    }
    answer = browser.post("/panel/words/new", {**fields, "act": "try"})
    assert "[note=red]some words[/note]" in answer.text


def test_smileys_are_kept_one_to_a_line(browser):
    browser.post("/panel/words", {"has_usual": "on", "smileys": ":boat! ⛵\n\n:kraken!  🐙 \n"})
    assert list(Smiley.objects.values_list("typed", "shown")) == [(":boat!", "⛵"), (":kraken!", "🐙")]
    assert ":boat! ⛵\n:kraken! 🐙</textarea>" in browser.get("/panel/words").text

    answer = browser.post("/panel/words", {"smileys": ":boat!"})
    assert (answer.status_code, Smiley.objects.count()) == (422, 2)
    assert "say what is shown for it" in answer.text


def test_nothing_is_shown_that_could_run(browser):
    answer = browser.post(
        "/panel/words/new",
        {**NOTE, "example": "[note]<script>alert(1)</script>[url=javascript:alert(1)]x[/url][/note]", "act": "try"},
    )
    assert "<script>alert" not in answer.text
    assert 'href="javascript' not in answer.text
