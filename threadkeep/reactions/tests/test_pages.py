"""Reactions on pages: under posts, the page to choose on, who reacted, the panel, the profile."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from threadkeep.kernel import effect, worker
from threadkeep.reactions.models import Kind, Reaction
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.models import Post

JSON = {"Accept": "application/json"}


def topic_of(post_id):
    return Post.objects.get(pk=post_id).topic_id


def html(cast, who, address):
    return cast.browser(who).get(address, follow=True).content.decode()


def test_what_was_given_is_a_button_for_who_may_give_it_and_a_link_for_others(cast, reactions, post_id):
    reactions.give("yusuf", post_id)
    address = f"/t/{topic_of(post_id)}"
    yusuf, author, guest = (html(cast, who, address) for who in ("yusuf", "marta", None))

    assert f'formaction="/p/{post_id}/unreact" aria-pressed="true"' in yusuf
    for shown in (author, guest):
        assert f'href="/p/{post_id}/reactions?kind={reactions.kind("👍")}"' in shown
        assert f"/p/{post_id}/react" not in shown.replace(f"/p/{post_id}/reactions", "")
    assert 'title="I agree: Yusuf"' in guest


def test_names_beyond_the_first_are_counted(cast, reactions, post_id):
    for who in ("yusuf", "newcomer", "moderator", "administrator"):
        reactions.give(who, post_id)

    assert "I agree: Yusuf, Newcomer, Moderator and 1 other" in html(cast, None, f"/t/{topic_of(post_id)}")


def test_giving_and_taking_without_a_script(cast, reactions, post_id):
    browser, kind = cast.browser("yusuf"), {"kind": reactions.kind("🎉")}
    choose = browser.get(f"/p/{post_id}/react").content.decode()
    assert "Congratulations" in choose
    answer = browser.post(f"/p/{post_id}/react", kind)
    assert answer["Location"].endswith(f"#p{post_id}")
    assert "You reacted: Congratulations." in browser.get(answer["Location"]).content.decode()
    assert "given, take it back" in browser.get(f"/p/{post_id}/react").content.decode()
    browser.post(f"/p/{post_id}/unreact", kind)

    assert Reaction.objects.count() == 0


def test_a_script_gets_the_line_and_a_sentence(cast, reactions, post_id):
    browser, kind = cast.browser("yusuf"), {"kind": reactions.kind("🎉")}
    assert "data-reaction-picker" in browser.get(f"/p/{post_id}/react", headers=JSON).json()["html"]
    given = browser.post(f"/p/{post_id}/react", kind, headers=JSON).json()
    assert ('aria-pressed="true"' in given["html"], given["said"]) == (True, "You reacted: Congratulations.")
    taken = browser.post(f"/p/{post_id}/unreact", kind, headers=JSON).json()

    assert 'aria-pressed="true"' not in taken["html"]


@pytest.mark.parametrize(("who", "status"), [("marta", 403), (None, 403)])
def test_a_script_is_told_why_not(cast, reactions, post_id, who, status):
    answer = cast.browser(who).post(f"/p/{post_id}/react", {"kind": reactions.kind("👍")}, headers=JSON)

    assert (answer.status_code, bool(answer.json()["said"])) == (status, True)


def test_nonsense_and_what_is_hidden_are_not_there(cast, reactions, post_id):
    hidden = Post.objects.get(topic_id=cast.topic("moderator", board=cast.staff_board)).pk
    browser = cast.browser("yusuf")
    for address, kind in ((post_id, "x"), (post_id, "999"), (hidden, reactions.kind("👍"))):
        assert browser.post(f"/p/{address}/react", {"kind": kind}).status_code == 404
    for address in (f"/p/{hidden}/react", f"/p/{hidden}/reactions", f"/p/{post_id}/reactions?kind=1&before=x"):
        assert browser.get(address).status_code == 404


def test_a_guest_is_asked_to_sign_in(cast, reactions, post_id):
    answer = cast.browser().post(f"/p/{post_id}/react", {"kind": reactions.kind("👍")})

    assert (answer.status_code, "Sign in" in answer.content.decode()) == (403, True)


def test_who_reacted_in_pages_and_by_kind(cast, reactions, post_id, monkeypatch):
    monkeypatch.setattr("threadkeep.reactions.queries.REACTORS_ON_A_PAGE", 1)
    reactions.give("yusuf", post_id, "👍")
    reactions.give("newcomer", post_id, "👍")
    reactions.give("moderator", post_id, "🎉")
    address = f"/p/{post_id}/reactions?kind={reactions.kind('👍')}"
    first = html(cast, None, address)
    older = first.partition(f"/p/{post_id}/reactions?before=")[2].partition('"')[0].replace("&amp;", "&")
    second = html(cast, None, f"/p/{post_id}/reactions?before={older}")

    assert ("Newcomer" in first, "Yusuf" in first, "Yusuf" in second) == (True, False, True)
    assert "Moderator" in html(cast, None, f"/p/{post_id}/reactions")


def test_a_deleted_post_shows_none(cast, reactions, post_id):
    reactions.give("yusuf", post_id)
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Off.", now=cast.now)

    assert "data-reactions" not in html(cast, None, f"/t/{topic_of(post_id)}")
    assert cast.browser("yusuf").get(f"/p/{post_id}/reactions").status_code == 410


def test_what_is_not_offered_any_more_still_stands_where_it_was_given(cast, reactions, post_id):
    reactions.give("yusuf", post_id)
    Kind.objects.filter(emoji="👍").update(is_offered=False)

    assert "👍 1" in html(cast, None, f"/t/{topic_of(post_id)}")
    newcomer = html(cast, "newcomer", f"/p/{post_id}/react")
    assert ("I agree" in newcomer, "Congratulations" in newcomer) == (False, True)


def test_a_board_without_reactions_asks_for_none(cast, post_id):
    assert "data-reactions" not in html(cast, "yusuf", f"/t/{topic_of(post_id)}")


@pytest.mark.parametrize(("who", "queries"), [(None, 1), ("yusuf", 2)])
def test_one_post_or_twenty_the_queries_are_the_same(cast, reactions, who, queries):
    cast.topic("marta", "The oldest")
    topics = [cast.topic("marta"), cast.topic("marta")]
    # Neither at an end of the board, where a neighbour is looked for among the pinned ones too.
    cast.topic("marta", "The newest")
    for topic_id, replies in zip(topics, (1, 19), strict=True):
        for _ in range(replies):
            post_id = cast.reply("marta", topic_id, at=cast.now)
            reactions.give("moderator", post_id)
            reactions.give("newcomer", post_id, "🎉")
    cast.topic("marta", "Newer still")
    browser = cast.browser(who)

    def asked(topic_id):
        address = browser.get(f"/t/{topic_id}")["Location"]
        browser.get(address)
        with CaptureQueriesContext(connection) as counted:
            browser.get(address)
        texts = [query["sql"] for query in counted.captured_queries]
        return sum('FROM "reactions_' in sql for sql in texts), len(texts)

    few, many = asked(topics[0]), asked(topics[1])
    assert few == many
    assert few[0] == queries


def test_reacting_too_often_is_told_with_when_to_come_back(cast, reactions, post_id):
    browser, kind = cast.browser("yusuf"), {"kind": reactions.kind("👍")}
    answers = [browser.post(f"/p/{post_id}/react", kind, headers=JSON) for _ in range(35)]

    assert answers[0].status_code == 200
    assert (answers[-1].status_code, "Retry-After" in answers[-1].headers) == (429, True)


def test_the_owner_arranges_the_set(cast, reactions, post_id):
    browser = cast.browser("administrator")
    assert "Congratulations" in browser.get("/panel/reactions").content.decode()
    assert browser.post("/panel/reactions", {"emoji": "xx", "name": "No"}).status_code == 422
    browser.post("/panel/reactions", {"emoji": "🐟", "name": "Fishy"})
    fish = reactions.kind("🐟")
    browser.post(f"/panel/reactions/{fish}/up")
    assert [kind.emoji for kind in Kind.objects.all()][-2:] == ["🐟", "🎉"]
    browser.post(f"/panel/reactions/{fish}", {"emoji": "🐠", "name": "Very fishy"})
    assert Kind.objects.get(pk=fish).is_offered is False
    assert "cannot be given any more" in browser.get("/panel/reactions").content.decode()
    browser.post(f"/panel/reactions/{fish}/delete")
    assert not Kind.objects.filter(pk=fish).exists()
    reactions.give("yusuf", post_id, "🎉")
    told = browser.post(f"/panel/reactions/{reactions.kind('🎉')}/delete", follow=True).content.decode()
    assert "Stop offering it" in told


def test_a_translated_name_that_was_left_alone_stays_translated(cast, reactions):
    kind_id = reactions.kind("👍")
    browser = cast.browser("administrator")
    browser.post(f"/panel/reactions/{kind_id}", {"emoji": "👍", "name": "I agree", "is_offered": "on"})
    assert Kind.objects.get(pk=kind_id).name == ""
    browser.post(f"/panel/reactions/{kind_id}", {"emoji": "👍", "name": "So be it", "is_offered": "on"})
    assert Kind.objects.get(pk=kind_id).name == "So be it"


@pytest.mark.parametrize("who", [None, "marta", "moderator"])
def test_the_panel_is_for_administrators(cast, reactions, who):
    assert cast.browser(who).get("/panel/reactions").status_code == 404


def test_the_profile_says_how_many_a_member_received(cast, reactions, post_id):
    effect.start_cursors()
    assert "Reactions received" not in html(cast, None, f"/m/{cast.marta.pk}-marta")
    reactions.give("yusuf", post_id)
    worker.drain()

    assert "Reactions received" in html(cast, None, f"/m/{cast.marta.pk}-marta")
