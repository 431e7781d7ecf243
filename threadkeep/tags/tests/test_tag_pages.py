"""The pages: the form of a topic, the lists that are narrowed, a tag's own page, the panel."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from threadkeep.tags.actions.merge_tag import merge_tag
from threadkeep.tags.models import Prefix, Tag
from threadkeep.tags.tests.cast_of_tags import counted, prefix, rule, start, tag
from threadkeep.topics.models import Topic


def words(answer):
    """What a reader sees of a page."""
    text = re.sub(r"<(script|style|template)\b.*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def questions(cast):
    """The open board offers "Question", takes tags, and has a template."""
    pk = prefix(cast)
    rule(cast, prefix_ids=[pk], template_title="What, where?", template_text="What I saw:\n")
    return pk


def form_of(cast, who="marta", query=""):
    return cast.browser(who).get(f"/b/{cast.open_board.pk}/new{query}")


def send(cast, **fields):
    usual = {"title": "A seal", "text": "On the pier.", "act": "send"}
    return cast.browser("marta").post(f"/b/{cast.open_board.pk}/new", usual | fields)


def test_the_form_asks_for_what_the_board_takes_and_begins_with_its_template(cast, questions):
    page = form_of(cast).content.decode()
    assert f'<option value="{questions}">Question</option>' in page
    assert 'name="tags"' in page
    assert 'placeholder="What, where?"' in page
    assert "What I saw:" in page


def test_a_board_that_takes_neither_asks_for_neither(cast):
    page = form_of(cast).content.decode()
    assert 'name="prefix"' not in page
    assert 'name="tags"' not in page


def test_sending_the_form_starts_the_topic_and_its_pages_show_them(cast, questions):
    answer = send(cast, prefix=questions, tags="boats, Sea fog")
    assert answer.status_code == 302
    topic = Topic.objects.get()
    for page in (
        cast.browser("yusuf").get(answer.url),
        cast.browser("yusuf").get(f"/b/{cast.open_board.pk}-boats-and-tides"),
    ):
        seen = words(page)
        assert "Question A seal" in seen
        assert "Sea fog" in seen
    assert cast.browser().get(f"/t/{topic.pk}-a-seal").status_code == 200


def test_what_was_typed_survives_a_refusal_and_a_preview(cast, questions):
    long = "x" * 41
    refused = send(cast, prefix=questions, tags=f"boats, {long}")
    assert refused.status_code == 422
    page = refused.content.decode()
    assert f'value="boats, {long}"' in page
    assert f'<option value="{questions}" selected>' in page
    assert page.count("is too long") == 1
    preview = send(cast, prefix=questions, tags="boats, #x", act="preview").content.decode()
    assert 'value="boats, #x"' in preview
    assert f'<option value="{questions}" selected>' in preview


def test_listed_tags_are_boxes_and_unticking_all_of_them_counts(cast):
    rule(cast, tag_rule="listed", listed_tags=["boats", "tides"])
    assert form_of(cast).content.decode().count('type="checkbox" name="tags"') == 2
    send(cast, tags=["boats", "tides"], tags_asked="1")
    topic = Topic.objects.get()
    address = f"/t/{topic.pk}/rename"
    assert cast.browser("marta").get(address).content.decode().count(" checked") == 2
    cast.browser("marta").post(address, {"title": topic.title, "tags_asked": "1"})
    assert not topic.tag_rows.exists()


def test_the_template_comes_when_it_is_asked_for_and_never_over_words(cast, questions):
    assert "What I saw:" in send(cast, text="", act="use-template").content.decode()
    kept = send(cast, text="My own words", act="use-template").content.decode()
    assert "My own words" in kept
    assert "What I saw:" not in kept.replace('placeholder="What I saw', "")
    assert send(cast, text="What I saw:").status_code == 422


def test_the_form_begins_with_what_the_list_was_narrowed_to(cast, questions):
    start(cast, tags=["boats"])
    counted()
    page = form_of(cast, query=f"?prefix={questions}&tag={tag('boats').pk}").content.decode()
    assert f'<option value="{questions}" selected>' in page
    assert 'value="boats"' in page
    assert form_of(cast, query="?prefix=x&tag=y").status_code == 200


def test_a_board_is_narrowed_to_a_prefix_and_to_a_tag(cast, questions):
    start(cast, title="Asked", prefix_id=questions, tags=["boats"])
    start(cast, title="Told", tags=["tides"])
    counted()
    board = f"/b/{cast.open_board.pk}-boats-and-tides"
    guest = cast.browser()
    assert "Show only" in words(guest.get(board))
    for query, shown, hidden in (
        (f"?prefix={questions}", "Asked", "Told"),
        (f"?tag={tag('tides').pk}", "Told", "Asked"),
    ):
        answer = guest.get(board + query)
        assert shown in words(answer)
        assert f"{hidden} by" not in words(answer)
        assert 'content="noindex, follow"' in answer.content.decode()
        assert "chosen; show all again" in answer.content.decode()
    nothing = guest.get(f"{board}?prefix={questions}&tag={tag('tides').pk}")
    assert "No topic here carries this" in words(nothing)
    assert "sort=-last" in guest.get(f"{board}?prefix={questions}").content.decode()
    for wrong in ("?prefix=999", "?tag=999", "?prefix=x", "?tag=-1", "?tag=" + "9" * 30):
        assert guest.get(board + wrong).status_code == 404


def test_a_narrowed_list_is_found_by_the_index(cast, questions):
    start(cast, prefix_id=questions)
    with CaptureQueriesContext(connection) as asked:
        cast.browser().get(f"/b/{cast.open_board.pk}-boats-and-tides?prefix={questions}")
    narrowed = next(each["sql"] for each in asked if "COUNT" in each["sql"] and "tags_topicprefix" in each["sql"])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {narrowed}")
            plan = " ".join(str(row[-1]) for row in cursor.fetchall())
        assert "topics_of_prefix" in plan


def test_rows_and_pages_make_the_same_number_of_queries_with_one_topic_and_with_ten(cast, questions):
    def count(address):
        with CaptureQueriesContext(connection) as asked:
            assert cast.browser("yusuf").get(address).status_code == 200
        return len(asked)

    start(cast, prefix_id=questions, tags=["boats", "tides"])
    counted()
    places = (f"/b/{cast.open_board.pk}-boats-and-tides", f"/tags/{tag('boats').pk}-boats", "/tags")
    few = [count(place) for place in places]
    for number in range(9):
        start(cast, title=f"No. {number}", prefix_id=questions, tags=["boats", f"tag{number}"])
    counted()
    assert [count(place) for place in places] == few


def test_a_tags_page_lists_its_topics_newest_first_and_goes_on_by_key(cast):
    rule(cast)
    for number in range(25):
        start(cast, title=f"No. {number:02}", tags=["boats"])
    counted()
    guest = cast.browser()
    first = guest.get(f"/tags/{tag('boats').pk}-boats")
    assert words(first).index("No. 24") < words(first).index("No. 05")
    assert "25 topics" in words(first)
    older = re.search(r'href="(/tags/\d+-boats\?before=\d+)"', first.content.decode()).group(1)
    second = guest.get(older)
    assert "No. 04" in words(second)
    assert "No. 05" not in words(second)
    assert guest.get(f"/tags/{tag('boats').pk}-boats?before=x").status_code == 404


def test_a_word_used_behind_closed_doors_is_nobody_elses(cast):
    rule(cast)
    rule(cast, cast.staff_board)
    start(cast, "moderator", tags=["boats", "mutiny"], board=cast.staff_board, title="Secret")
    start(cast, tags=["boats"])
    counted()
    mutiny, boats = tag("mutiny"), tag("boats")
    for who in (None, "marta"):
        browser = cast.browser(who)
        assert browser.get(f"/tags/{mutiny.pk}-mutiny").status_code == 404
        assert "mutiny" not in words(browser.get("/tags"))
        seen = words(browser.get(f"/tags/{boats.pk}-boats"))
        assert "Secret" not in seen
        assert "1 topic " in seen
        assert browser.get(f"/b/{cast.open_board.pk}-boats-and-tides?tag={mutiny.pk}").status_code == 404
    assert cast.browser("moderator").get(f"/tags/{mutiny.pk}-mutiny").status_code == 200
    suggested = cast.browser("marta").get(f"/tags/complete?board={cast.open_board.pk}&q=mu").json()
    assert suggested == {"tags": []}
    assert cast.browser("marta").get(f"/tags/complete?board={cast.staff_board.pk}&q=mu").status_code == 404


def test_tags_are_completed_for_members(cast):
    rule(cast)
    start(cast, tags=["boats", "sea boots", "tides"])
    counted()
    ask = f"/tags/complete?board={cast.open_board.pk}&q="
    browser = cast.browser("marta")
    assert browser.get(ask + "BO").json() == {"tags": ["boats", "sea boots"]}
    assert browser.get(ask).json() == {"tags": []}
    assert cast.browser().get(ask + "bo").status_code == 403
    assert browser.get("/tags/complete?q=b").status_code == 404


def test_the_page_of_a_merged_tag_leads_to_the_one_that_stays(cast):
    rule(cast)
    start(cast, tags=["boat", "boats"])
    gone = tag("boat")
    merge_tag(actor=cast.viewer("administrator"), tag_id=gone.pk, into="boats", now=cast.now)
    answer = cast.browser().get(f"/tags/{gone.pk}-boat")
    assert (answer.status_code, answer.url) == (301, f"/tags/{tag('boats').pk}-boats")
    assert cast.browser().get(f"/tags/{tag('boats').pk}").status_code == 301


def test_a_moderator_renames_and_merges_and_is_told_what_is_wrong(cast):
    rule(cast)
    start(cast, tags=["botes", "tides"])
    pk = tag("botes").pk
    browser = cast.browser("moderator")
    assert "Rename or merge" in words(browser.get(f"/tags/{pk}-botes"))
    assert "Rename or merge" not in words(cast.browser("marta").get(f"/tags/{pk}-botes"))
    assert browser.get(f"/tags/{pk}/rename").status_code == 200
    assert "merge them" in words(browser.post(f"/tags/{pk}/rename", {"name": "Tides"}))
    assert browser.post(f"/tags/{pk}/rename", {"name": "boats"}).url == f"/tags/{pk}-boats"
    assert browser.post(f"/tags/{pk}/merge", {"into": "nothing"}).status_code == 422
    assert browser.post(f"/tags/{pk}/merge", {"into": "tides"}).url == f"/tags/{tag('tides').pk}-tides"
    assert browser.get(f"/tags/{pk}/rename").status_code == 404
    assert cast.browser("marta").get(f"/tags/{tag('tides').pk}/rename").status_code == 403
    assert cast.browser().get(f"/tags/{tag('tides').pk}/rename").status_code == 302


def test_the_owner_looks_after_all_of_it_in_the_panel(cast):
    browser = cast.browser("administrator")
    assert browser.post("/panel/prefixes", {"name": "Solved", "colour": "green"}).status_code == 302
    pk = Prefix.objects.get().pk
    assert "Solved" in words(browser.get("/panel/prefixes"))
    assert browser.post(f"/panel/prefixes/{pk}", {"name": "Done", "colour": "puce"}).status_code == 422
    assert browser.post(f"/panel/prefixes/{pk}", {"name": "Done", "colour": "teal"}).status_code == 302
    sent = {
        "prefixes": [pk], "tag_rule": "listed", "listed_tags": "boats, tides", "min_tags": 1, "max_tags": 3,
        "template_title": "", "template_text": "What I saw:",
    }  # fmt: skip
    address = f"/panel/boards/{cast.open_board.pk}"
    assert browser.post(f"{address}/writing", sent | {"min_tags": 4}).status_code == 422
    assert browser.post(f"{address}/writing", sent).status_code == 302
    page = browser.get(address).content.decode()
    assert "boats, tides" in page
    assert "What I saw:" in page
    assert Tag.objects.count() == 2
    assert browser.post(f"/panel/prefixes/{pk}/delete").status_code == 302
    assert browser.get("/panel/tags?q=bo").status_code == 200
    assert cast.browser("moderator").get("/panel/prefixes").status_code == 404
