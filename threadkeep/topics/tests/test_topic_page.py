"""The topic page through the front door, line by line."""

import re
from datetime import timedelta

import pytest

from threadkeep.members.models import Member
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.actions.pin_topic import pin_topic
from threadkeep.topics.actions.rename_topic import rename_topic
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.writing import prepare


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta", "When does the tide turn?", "At six, they say.")


def read(cast, who, topic_id, query=""):
    """The topic page, wherever its canonical address is."""
    return cast.browser(who).get(f"/t/{topic_id}{query}", follow=True)


def origin(settings):
    return settings.THREADKEEP.server.public_url


def page(cast, who, topic_id, query=""):
    answer = read(cast, who, topic_id, query)
    assert answer.status_code == 200
    return answer.content.decode()


def hrefs(page):
    return re.findall(r'href="([^"]+)"', page)


def test_title_starter_and_time_stand_at_the_head(cast, topic_id):
    html = page(cast, "guest", topic_id)

    assert "<h1><bdi>When does the tide turn?</bdi></h1>" in html
    assert f'href="/m/{cast.marta.pk}-marta"' in html
    assert f'<time datetime="{cast.now.isoformat()}">' in html


def test_another_slug_leads_to_the_canonical_address_for_good(cast, topic_id):
    for wrong in (f"/t/{topic_id}", f"/t/{topic_id}-something-else", f"/t/{topic_id}-when-does-the-tide-turn?page=1"):
        answer = cast.browser().get(wrong)
        assert (answer.status_code, answer["Location"]) == (301, f"/t/{topic_id}-when-does-the-tide-turn")


def test_a_title_in_any_script_has_its_address_and_one_without_letters_has_one_too(cast):
    for title, slug in (("متى يتحول المد؟", "-متى-يتحول-المد"), ("???", "")):
        topic_id = cast.topic("marta", title)
        answer = cast.browser().get(f"/t/{topic_id}{slug}")
        assert answer.status_code == 200, title


@pytest.mark.parametrize("wanted", ["0", "3", "x", "-1", "٢", "99999999999"])
def test_beyond_the_end_and_what_is_no_page_is_not_there(cast, topic_id, wanted):
    for _ in range(20):
        cast.reply("yusuf", topic_id)
    assert read(cast, "guest", topic_id, f"?page={wanted}").status_code == 404
    assert read(cast, "guest", topic_id, "?page=2").status_code == 200


def test_each_page_is_its_own_canonical_and_names_its_neighbours(cast, topic_id, settings):
    for _ in range(45):
        cast.reply("yusuf", topic_id)
    html = page(cast, "guest", topic_id, "?page=2")
    address = f"{origin(settings)}/t/{topic_id}-when-does-the-tide-turn"

    assert f'<link rel="canonical" href="{address}?page=2">' in html
    assert f'<link rel="prev" href="{address}">' in html
    assert f'<link rel="next" href="{address}?page=3">' in html
    assert "#21</a>" in html
    assert "#20</a>" not in html


def test_previous_and_next_follow_the_board_and_end_at_its_ends(cast):
    at = {name: cast.now - timedelta(hours=hours) for hours, name in enumerate(["new", "middle", "old"])}
    ids = {name: cast.topic("marta", f"The {name} one", at=at[name]) for name in at}
    ids["pinned"] = cast.topic("marta", "The pinned one", at=cast.now - timedelta(days=9))
    pin_topic(actor=cast.viewer("moderator"), topic_id=ids["pinned"], now=cast.now)
    in_order = ["pinned", "new", "middle", "old"]

    for place, name in enumerate(in_order):
        html = page(cast, "guest", ids[name])
        for rel, beside in (("prev", place - 1), ("next", place + 1)):
            link = re.search(rf'class="neighbour[^"]*" rel="{rel}" href="/t/(\d+)', html)
            expected = ids[in_order[beside]] if 0 <= beside < len(in_order) else None
            assert (int(link[1]) if link else None) == expected, (name, rel)


def test_previous_and_next_skip_what_this_reader_may_not_see(cast):
    first = cast.topic("marta", "First", at=cast.now)
    gone = cast.topic("marta", "Thrown overboard", at=cast.now - timedelta(hours=1))
    last = cast.topic("marta", "Last", at=cast.now - timedelta(hours=2))
    cast.topic("moderator", "Mutiny", board=cast.staff_board, at=cast.now - timedelta(minutes=90))
    delete_topic(actor=cast.viewer("moderator"), topic_id=gone, reason="Spam.", now=cast.now)

    html = page(cast, "marta", first)
    assert f'rel="next" href="/t/{last}-last"' in html
    assert "Thrown overboard" not in html
    assert "Mutiny" not in html
    assert f'rel="next" href="/t/{gone}' in page(cast, "moderator", first)


def test_topics_of_the_same_second_are_all_passed_on_the_way(cast):
    ids = [cast.topic("marta", f"Topic {n}", at=cast.now) for n in range(4)]
    met, at = [], ids[-1]
    while at:
        met.append(at)
        link = re.search(r'class="neighbour[^"]*" rel="next" href="/t/(\d+)', page(cast, "guest", at))
        at = int(link[1]) if link else None
    assert met == ids[::-1]


def test_a_tombstone_keeps_number_and_place_and_not_the_words(cast, topic_id):
    post_id = cast.reply("yusuf", topic_id, "Walk the plank.")
    cast.reply("marta", topic_id, "Please be kind.")
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Rude.", now=cast.now)

    for who in ("guest", "marta", "moderator"):
        html = page(cast, who, topic_id)
        assert "Walk the plank." not in html
        assert f'id="p{post_id}"' in html
        assert "Rude." in html
        assert "#2</a>" in html
        assert "#3</a>" in html
    assert f"/p/{post_id}/history" in page(cast, "moderator", topic_id)
    assert f"/p/{post_id}/history" not in page(cast, "marta", topic_id)
    assert f"/p/{post_id}/restore" not in page(cast, "yusuf", topic_id)


def test_the_edited_mark_says_who_and_why_and_links_the_history_for_those_who_may(cast, topic_id):
    post_id = cast.reply("yusuf", topic_id)
    edit_post(
        actor=cast.viewer("moderator"),
        post_id=post_id,
        writing=prepare(text="At seven.", syntax="markdown"),
        reason="Checked the table.",
        now=cast.now,
    )

    for who in ("guest", "marta"):
        assert "Checked the table." in page(cast, who, topic_id)
    assert f"/p/{post_id}/history" in page(cast, "marta", topic_id)
    assert f"/p/{post_id}/history" not in page(cast, "guest", topic_id)


def test_buttons_are_those_that_work_for_this_reader(cast, topic_id):
    own, other = cast.reply("yusuf", topic_id), cast.reply("marta", topic_id)
    for who, verbs in {
        "guest": set(),
        "banned": set(),
        "yusuf": {("edit", own), ("delete", own), ("quote", own), ("quote", other)},
        "moderator": {(verb, post) for verb in ("edit", "delete", "quote") for post in (own, other)},
    }.items():
        links = set(hrefs(page(cast, who, topic_id)))
        shown = {(v, p) for v in ("edit", "delete", "quote") for p in (own, other) if f"/p/{p}/{v}" in links}
        assert shown == verbs, who


def test_the_topics_menu_is_for_those_who_may(cast, topic_id):
    verbs = ("lock", "pin", "delete", "rename")
    for who, shown in {"guest": [], "yusuf": [], "marta": ["rename"], "moderator": list(verbs)}.items():
        html = page(cast, who, topic_id)
        assert [verb for verb in verbs if f"/t/{topic_id}/{verb}" in html] == shown, who


def test_a_locked_topic_says_so_and_has_no_form(cast, topic_id):
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)

    assert "nobody can reply any more" in page(cast, "yusuf", topic_id)
    assert "<textarea" not in page(cast, "yusuf", topic_id)
    assert "<textarea" in page(cast, "moderator", topic_id)


def test_a_deleted_topic_is_gone_with_its_reason_and_without_its_title(cast, topic_id):
    delete_topic(actor=cast.viewer("moderator"), topic_id=topic_id, reason="Advertising.", now=cast.now)
    answer = cast.browser("marta").get(f"/t/{topic_id}-when-does-the-tide-turn")

    assert answer.status_code == 410
    assert "Advertising." in answer.content.decode()
    assert "tide turn" not in answer.content.decode().lower()
    assert "At six, they say." in page(cast, "moderator", topic_id)


def test_the_line_of_what_is_new_stands_where_this_reader_left_off(cast, topic_id):
    cast.reply("yusuf", topic_id)
    browser = cast.browser("newcomer")
    assert 'id="unread"' not in browser.get(f"/t/{topic_id}", follow=True).content.decode()
    fresh = cast.reply("yusuf", topic_id, "One more thing.")

    html = browser.get(f"/t/{topic_id}", follow=True).content.decode()
    before, after = html.split('id="unread"')
    assert f'id="p{fresh}"' in after
    assert f'id="p{fresh}"' not in before
    assert 'id="unread"' not in browser.get(f"/t/{topic_id}", follow=True).content.decode()


def test_unread_last_and_permalink_land_on_the_right_page_for_each_reader(cast, topic_id):
    posts = [cast.reply("yusuf", topic_id, f"Wave {n}") for n in range(2, 42)]
    Member.objects.filter(pk=cast.marta.pk).update(posts_per_page=10)
    base = f"/t/{topic_id}-when-does-the-tide-turn"
    wave_25, last = posts[23], posts[-1]

    assert cast.browser("guest").get(f"/p/{wave_25}")["Location"] == f"{base}?page=2#p{wave_25}"
    assert cast.browser("marta").get(f"/p/{wave_25}")["Location"] == f"{base}?page=3#p{wave_25}"
    assert cast.browser("guest").get(f"/t/{topic_id}/last")["Location"] == f"{base}?page=3#p{last}"
    assert cast.browser("marta").get(f"/t/{topic_id}/last")["Location"] == f"{base}?page=5#p{last}"
    assert cast.browser("guest").get(f"/t/{topic_id}/unread")["Location"] == base
    fresh = cast.reply("yusuf", topic_id, "Wave 42")
    assert cast.browser("marta").get(f"/t/{topic_id}/unread")["Location"] == f"{base}?page=5#p{fresh}"


@pytest.mark.parametrize("way", ["/p/{post}", "/p/{post}/source", "/p/{post}/history", "/t/{topic}", "/t/{topic}/last"])
@pytest.mark.parametrize("way_in", ["hidden", "none"])
def test_what_is_hidden_and_what_never_was_are_answered_alike(cast, way, way_in):
    topic_id = cast.topic("moderator", "Keelhauling", board=cast.staff_board)
    post_id = Post.objects.get(topic_id=topic_id).pk
    ids = {"post": post_id, "topic": topic_id} if way_in == "hidden" else {"post": 4711, "topic": 4711}
    answer = cast.browser("marta").get(way.format(**ids))

    assert answer.status_code == 404
    assert "Keelhauling" not in answer.content.decode()
    assert cast.browser("moderator").get(way.format(post=post_id, topic=topic_id), follow=True).status_code == 200


def test_names_of_viewers_are_for_those_who_may_see_them(cast, topic_id):
    cast.browser("yusuf").get(f"/t/{topic_id}", follow=True)

    assert "are viewing this topic" in page(cast, "guest", topic_id)
    assert 'rel="nofollow"' not in page(cast, "guest", topic_id)
    assert "within the last" in page(cast, "marta", topic_id)


def test_earlier_titles_are_told(cast, topic_id):
    rename_topic(actor=cast.viewer("marta"), topic_id=topic_id, title="Tides", now=cast.now)

    assert f"/t/{topic_id}/titles" in page(cast, "guest", topic_id)
    html = cast.browser("guest").get(f"/t/{topic_id}/titles").content.decode()
    assert "When does the tide turn?" in html
    assert cast.browser("guest").get(f"/t/{topic_id}-when-does-the-tide-turn")["Location"] == f"/t/{topic_id}-tides"


def test_the_print_view_has_every_post_and_stays_out_of_search_engines(cast, topic_id):
    for number in range(2, 31):
        cast.reply("yusuf", topic_id, f"Wave number {number}.")
    html = cast.browser("guest").get(f"/t/{topic_id}/print").content.decode()

    assert "Wave number 2." in html
    assert "Wave number 30." in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_post_whose_account_is_gone_keeps_its_name(cast, topic_id):
    cast.reply("yusuf", topic_id)
    Post.objects.filter(number=2).update(author=None)
    Topic.objects.filter(pk=topic_id).update(starter=None)

    html = page(cast, "guest", topic_id)
    assert "Yusuf" in html
    assert f"/m/{cast.yusuf.pk}" not in html


def test_raw_text_is_plain_and_harmless(cast):
    topic_id = cast.topic("marta", "Raw", "<script>alert(1)</script> *raw*")
    answer = cast.browser("guest").get(f"/p/{Post.objects.get(topic_id=topic_id).pk}/source")

    assert answer.content.decode() == "<script>alert(1)</script> *raw*"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
