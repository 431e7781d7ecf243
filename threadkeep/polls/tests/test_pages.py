"""Polls on pages: on the topic, in the composer, in forms of their own."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import PASSWORD
from threadkeep.polls.actions.close_poll import close_poll
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.models import Option, Poll
from threadkeep.topics.models import Topic


def html(cast, who, address, **kwargs):
    return cast.browser(who).get(address, follow=True, **kwargs).content.decode()


def option(text):
    return Option.objects.get(text=text).pk


def started(**fields):
    return {"title": "Tides", "text": "What do you think?", "act": "send", **fields}


POLL = {"poll_question": "When does it turn?", "poll_option": ["At six", "", "Never"], "poll_max": "1"}


def test_a_guest_sees_the_results_and_no_form(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "Never")
    shown = html(cast, None, f"/t/{poll_topic}")

    assert "When does it turn?" in shown
    assert "1 member has voted" in shown
    assert '<rect width="100.00%"' in shown
    assert 'poll/vote"' not in shown


def test_a_member_votes_and_sees_the_own_vote_marked(cast, poll_topic):
    browser = cast.browser("yusuf")
    answer = browser.post(f"/t/{poll_topic}/poll/vote", {"option": option("Never")})
    assert answer["Location"].endswith("#poll")
    shown = browser.get(answer["Location"]).content.decode()

    assert "Your vote counts." in shown
    assert shown.count("your vote") == 1
    assert "Change my vote" in shown
    browser.post(f"/t/{poll_topic}/poll/withdraw")
    assert Poll.objects.get().voter_count == 0


def test_too_many_choices_come_back_ticked_with_the_sentence_beside_them(cast, polls, topic_id):
    polls.make("marta", topic_id, max_choices=2)
    ids = [option(text) for text in ("At six", "At half past six", "Never")]
    answer = cast.browser("yusuf").post(f"/t/{topic_id}/poll/vote", {"option": ids})
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "you chose 3" in shown
    assert shown.count(" checked") == 3
    assert Poll.objects.get().voter_count == 0


def test_who_was_signed_out_finds_the_choice_again(cast, poll_topic):
    browser = cast.browser(None)
    answer = browser.post(f"/t/{poll_topic}/poll/vote", {"option": option("Never")})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert f"/t/{poll_topic}/poll/vote" in page
    fields = unescape(re.search(r'name="kept_fields" value="([^"]*)"', page)[1])
    browser.post(
        "/accounts/login/",
        {
            "login": "Yusuf",
            "password": PASSWORD,
            "kept_path": f"/t/{poll_topic}/poll/vote",
            "kept_fields": fields,
        },
    )
    shown = browser.get(f"/t/{poll_topic}/poll/vote").content.decode()

    assert f'value="{option("Never")}" checked' in shown


@pytest.mark.parametrize("results", ["voted", "closed"])
def test_hidden_results_are_nowhere_on_the_page_not_for_moderators_either(cast, polls, topic_id, results):
    polls.make("marta", topic_id, results=results)
    polls.vote("yusuf", topic_id, "Never")
    for who in (None, "marta", "moderator", "administrator"):
        shown = html(cast, who, f"/t/{topic_id}")
        assert "poll-bar" not in shown
        assert "1 member has voted" in shown
    assert cast.browser("moderator").get(f"/t/{topic_id}/poll/votes").status_code == 403


def test_who_has_voted_sees_results_that_were_hidden_until_then(cast, polls, topic_id):
    polls.make("marta", topic_id, results="voted")
    polls.vote("yusuf", topic_id, "Never")

    assert "poll-bar" in html(cast, "yusuf", f"/t/{topic_id}")


def test_when_it_is_closed_everybody_sees_the_results(cast, polls, topic_id):
    polls.make("marta", topic_id, results="closed")
    polls.vote("yusuf", topic_id, "Never")
    assert "poll-bar" not in html(cast, "yusuf", f"/t/{topic_id}")
    close_poll(actor=cast.viewer("marta"), topic_id=topic_id, now=cast.now)

    assert "poll-bar" in html(cast, None, f"/t/{topic_id}")


def test_a_poll_that_closed_by_the_clock_shows_it_before_any_chore_ran(cast, polls, topic_id):
    polls.make("marta", topic_id, results="closed", closes_at=cast.now + timedelta(hours=1))
    Poll.objects.update(closes_at=cast.now - timedelta(minutes=1))

    shown = html(cast, "yusuf", f"/t/{topic_id}")
    assert "poll-bar" in shown
    assert 'poll/vote"' not in shown


def test_who_voted_is_listed_where_votes_are_public(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "Never")
    polls.vote("marta", poll_topic, "At six")
    shown = html(cast, None, f"/t/{poll_topic}/poll/votes")
    some = html(cast, None, f"/t/{poll_topic}/poll/votes?option={option('Never')}")

    assert ("Yusuf" in shown, "Marta" in shown) == (True, True)
    assert ("Yusuf" in some, ">Marta<" in some.partition("poll-filter")[2].partition("</main>")[0]) == (True, False)
    for nonsense in ("option=0", "option=x", "before=x"):
        assert cast.browser().get(f"/t/{poll_topic}/poll/votes?{nonsense}").status_code == 404


def test_the_list_of_votes_has_pages(cast, polls, poll_topic, monkeypatch):
    monkeypatch.setattr("threadkeep.polls.queries.VOTERS_ON_A_PAGE", 1)
    polls.vote("yusuf", poll_topic, "Never")
    polls.vote("marta", poll_topic, "Never")
    first = cast.browser().get(f"/t/{poll_topic}/poll/votes?option={option('Never')}").content.decode()
    older = first.partition("/poll/votes?before=")[2].partition('"')[0].replace("&amp;", "&")
    second = cast.browser().get(f"/t/{poll_topic}/poll/votes?before={older}").content.decode()

    assert ('class="person"' in first, "Yusuf" in first, "Yusuf" in second) == (True, False, True)


@pytest.mark.parametrize("who", [None, "marta", "moderator", "administrator"])
def test_nobody_is_shown_who_voted_in_a_secret_poll(cast, polls, topic_id, who):
    polls.make("marta", topic_id, is_secret=True)
    polls.vote("yusuf", topic_id, "Never")
    answer = cast.browser(who).get(f"/t/{topic_id}/poll/votes")

    assert answer.status_code == 403
    assert "Yusuf" not in answer.content.decode()
    assert "poll/votes" not in html(cast, who, f"/t/{topic_id}")


def test_a_deleted_poll_leaves_a_note_without_its_words(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "Never")
    delete_poll(actor=cast.viewer("moderator"), topic_id=poll_topic, reason="Asked twice.", now=cast.now)
    guest, moderator = html(cast, None, f"/t/{poll_topic}"), html(cast, "moderator", f"/t/{poll_topic}")

    assert "Asked twice." in guest
    assert "When does it turn?" not in guest + moderator
    assert ("poll/restore" in guest, "poll/restore" in moderator) == (False, True)


def test_starting_a_topic_with_a_poll(cast):
    cast.browser("marta").post(f"/b/{cast.open_board.pk}/new", started(**POLL, poll_secret="1", poll_closes=""))
    poll = Poll.objects.get()

    assert (poll.is_secret, poll.may_change, poll.options.count()) == (True, True, 2)


def test_fields_left_empty_ask_for_no_poll(cast):
    cast.browser("marta").post(
        f"/b/{cast.open_board.pk}/new", started(poll_question=" ", poll_option=["", ""], poll_max="1")
    )

    assert (Topic.objects.count(), Poll.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"poll_question": ""}, "The poll needs a question"),
        ({"poll_option": ["Only"]}, "at least two options"),
        ({"poll_max": "many"}, "is a number"),
        ({"poll_closes": "tomorrow"}, "is not a time"),
        ({"poll_closes": "2001-01-01T10:00"}, "is past"),
    ],
)
def test_a_poll_that_cannot_be_gives_everything_back(cast, fields, sentence):
    typed = started(**{**POLL, "poll_final": "1", "poll_results": "closed", **fields})
    answer = cast.browser("marta").post(f"/b/{cast.open_board.pk}/new", typed)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert sentence in shown
    assert "What do you think?" in shown
    for name, value in typed.items():
        for one in value if isinstance(value, list) else [value]:
            assert not one or name in ("act", "text", "poll_final", "poll_results") or f'value="{one}"' in shown
    assert 'name="poll_final" value="1" checked' in shown
    assert 'value="closed" checked' in shown
    assert Topic.objects.count() == 0


def test_a_refused_text_a_preview_and_more_rows_keep_the_poll(cast):
    browser, address = cast.browser("marta"), f"/b/{cast.open_board.pk}/new"
    for fields in ({"text": ""}, {"act": "preview"}, {"act": "add-poll-option"}):
        shown = browser.post(address, started(**POLL) | fields).content.decode()
        assert 'value="When does it turn?"' in shown
        assert 'value="Never"' in shown
    assert shown.count('name="poll_option"') == 6
    assert Topic.objects.count() == 0


def test_the_poll_survives_a_session_that_ended(cast):
    answer = cast.browser().post(f"/b/{cast.open_board.pk}/new", started(**POLL))

    assert answer.status_code == 403
    assert "At six" in answer.content.decode()


def test_a_poll_is_added_later_and_edited(cast, polls, topic_id):
    browser = cast.browser("marta")
    assert f"/t/{topic_id}/poll/new" in html(cast, "marta", f"/t/{topic_id}")
    assert f"/t/{topic_id}/poll/new" not in html(cast, "yusuf", f"/t/{topic_id}")
    assert "poll_question" in browser.get(f"/t/{topic_id}/poll/new").content.decode()
    refused = browser.post(f"/t/{topic_id}/poll/new", {**POLL, "poll_option": ["One"]})
    assert refused.status_code == 422
    browser.post(f"/t/{topic_id}/poll/new", POLL)
    assert f"/t/{topic_id}/poll/new" not in html(cast, "marta", f"/t/{topic_id}")
    form = browser.get(f"/t/{topic_id}/poll/edit").content.decode()
    assert 'value="At six"' in form
    browser.post(f"/t/{topic_id}/poll/edit", {**POLL, "poll_question": "Does it?"})

    assert Poll.objects.get().question == "Does it?"


def test_once_somebody_voted_the_form_only_adds(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "Never")
    browser = cast.browser("marta")
    form = browser.get(f"/t/{poll_topic}/poll/edit").content.decode()
    assert "poll_question" not in form
    more = browser.post(f"/t/{poll_topic}/poll/edit", {"poll_option": ["At noon"], "act": "add-poll-option"})
    assert 'value="At noon"' in more.content.decode()
    browser.post(f"/t/{poll_topic}/poll/edit", {"poll_option": ["At noon", ""], "poll_closes": ""})

    assert list(polls.counts(poll_topic)) == ["At six", "At half past six", "Never", "At noon"]
    stale = browser.post(f"/t/{poll_topic}/poll/edit", {**POLL, "poll_question": "Another?"})
    assert (stale.status_code, 'value="Another?"' in stale.content.decode()) == (409, True)


def test_closing_reopening_deleting_and_putting_back_by_buttons(cast, poll_topic):
    browser = cast.browser("marta")
    for verb, said in (("close", "is closed"), ("reopen", "is open again")):
        assert said in browser.post(f"/t/{poll_topic}/poll/{verb}", follow=True).content.decode()
    assert "Why?" in browser.get(f"/t/{poll_topic}/poll/delete").content.decode()
    assert browser.post(f"/t/{poll_topic}/poll/delete", {"reason": ""}).status_code == 422
    browser.post(f"/t/{poll_topic}/poll/delete", {"reason": "A slip."})
    assert Poll.objects.get().delete_reason == "A slip."
    browser.post(f"/t/{poll_topic}/poll/restore")
    assert Poll.objects.get().deleted_at is None


def test_a_closing_time_is_on_the_members_own_clock(cast, topic_id):
    cast.marta.time_zone = "Asia/Tokyo"
    cast.marta.save()
    browser = cast.browser("marta")
    browser.post(f"/t/{topic_id}/poll/new", {**POLL, "poll_closes": "2190-03-13T18:00"})

    assert Poll.objects.get().closes_at.isoformat() == "2190-03-13T09:00:00+00:00"
    assert 'value="2190-03-13T18:00"' in browser.get(f"/t/{topic_id}/poll/edit").content.decode()


def test_a_topic_without_a_poll_costs_one_query_and_one_with_it_two(cast, polls, topic_id):
    def asked(who):
        browser = cast.browser(who)
        address = browser.get(f"/t/{topic_id}")["Location"]
        with CaptureQueriesContext(connection) as counted:
            browser.get(address)
        return sum('"polls_' in query["sql"] for query in counted.captured_queries)

    assert (asked(None), asked("marta")) == (1, 1)
    polls.make("marta", topic_id, options=tuple(map(str, range(20))))
    assert (asked(None), asked("marta")) == (2, 2)


def test_voting_too_often_is_told_with_when_to_come_back(cast, poll_topic):
    browser = cast.browser("yusuf")
    answers = [browser.post(f"/t/{poll_topic}/poll/vote", {"option": option("Never")}) for _ in range(25)]

    assert answers[0].status_code == 302
    assert (answers[-1].status_code, "Retry-After" in answers[-1].headers) == (429, True)
