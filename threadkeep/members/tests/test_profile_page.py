"""A member's page: what it shows, to whom, and what it costs."""

import pytest

from threadkeep.members.models import Group, Member, Membership
from threadkeep.members.queries import people, profile_page

from .test_names import EVERY_SCRIPT

pytestmark = pytest.mark.django_db(transaction=True)


def body(client, member):
    return client.get(f"/m/{member.pk}", follow=True).content.decode()


def test_everybody_reads_a_profile(cast):
    Member.objects.filter(pk=cast.marta.pk).update(
        about="I mend <nets>.\nAnd boats.", website="https://marta.example/", title="Net mender"
    )
    page = body(cast.browser(), cast.marta)
    assert "I mend &lt;nets&gt;." in page
    assert "Net mender" in page
    assert '<a href="https://marta.example/" rel="nofollow ugc me noopener"><bdi>marta.example</bdi></a>' in page
    assert "Edit your profile" not in page
    assert cast.marta.email not in page


def test_ones_own_has_a_way_to_change_it(cast):
    assert "Edit your profile" in body(cast.browser("marta"), cast.marta)


def test_there_is_one_address(cast):
    answer = cast.browser().get(f"/m/{cast.marta.pk}-something-else")
    assert (answer.status_code, answer["Location"]) == (301, f"/m/{cast.marta.pk}-marta")
    assert cast.browser().get(f"/m/{cast.marta.pk}-marta").status_code == 200


@pytest.mark.parametrize("name", EVERY_SCRIPT)
def test_a_name_in_any_script_has_an_address(cast, name):
    member = cast.marta if name == cast.marta.name else cast.member(name)
    answer = cast.browser().get(f"/m/{member.pk}", follow=True)
    assert answer.status_code == 200
    assert len(answer.redirect_chain) <= 1


@pytest.mark.parametrize("path", ["/m/999999", "/m/0", "/m/007", "/m/x", "/m/99999999999999999999"])
def test_nobody_is_nobody(cast, path):
    assert cast.browser().get(path).status_code == 404


def test_newest_posts_are_those_the_reader_may_read(cast):
    cast.topic("moderator", title="Opentopicword")
    cast.topic("moderator", title="Memberstopicword", board=cast.members_board)
    cast.topic("moderator", title="Stafftopicword", board=cast.staff_board)
    words = ("Opentopicword", "Memberstopicword", "Stafftopicword")
    for who, sees in [("guest", 1), ("marta", 2), ("administrator", 3)]:
        page = body(cast.browser(who), cast.moderator)
        assert [word in page for word in words] == [n < sees for n in range(3)]


def test_a_deleted_post_is_not_listed(cast):
    from threadkeep.topics.actions.delete_post import delete_post

    topic_id = cast.topic("marta")
    post_id = cast.reply("yusuf", topic_id)
    assert len(profile_page(cast.viewer("administrator"), cast.yusuf.pk).posts) == 1
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Twice.", now=cast.now)
    assert profile_page(cast.viewer("administrator"), cast.yusuf.pk).posts == ()


def test_why_somebody_is_banned_is_for_those_who_run_the_board(cast):
    assert "This member is banned" in body(cast.browser(), cast.banned)
    assert "Sold watches." not in body(cast.browser("marta"), cast.banned)
    assert "Sold watches." in body(cast.browser("moderator"), cast.banned)


def test_groups_are_shown_and_newcomers_are_newcomers(cast):
    assert "Moderators" in body(cast.browser(), cast.moderator)
    assert "Newcomers" in body(cast.browser(), cast.newcomer)
    assert "Newcomers" not in body(cast.browser(), cast.marta)


def test_after_some_posts_one_is_no_newcomer_any_more(cast, settings):
    from threadkeep.members.viewer import viewer_for

    needed = settings.THREADKEEP.members.newcomer_posts
    for posts, is_new in [(needed - 1, True), (needed, False)]:
        cast.newcomer.post_count = posts
        assert (Group.NEWCOMERS in viewer_for(cast.newcomer).group_keys) is is_new


def test_those_who_run_the_board_are_never_newcomers(cast):
    from threadkeep.members.viewer import viewer_for

    cast.moderator.post_count = 0
    assert Group.NEWCOMERS not in viewer_for(cast.moderator).group_keys


def test_a_profile_costs_the_same_with_one_post_and_with_many(cast, django_assert_num_queries):
    topic_id = cast.topic("marta")
    cast.reply("yusuf", topic_id)
    # Member, groups, posts; before them what the reader's permissions cost on the first look.
    viewer = cast.viewer("yusuf")
    profile_page(viewer, cast.yusuf.pk)
    with django_assert_num_queries(4):
        profile_page(viewer, cast.yusuf.pk)
    for _time in range(12):
        cast.reply("yusuf", topic_id)
    with django_assert_num_queries(4):
        assert len(profile_page(viewer, cast.yusuf.pk).posts) == 10


def test_people_are_read_in_two_queries_however_many(cast, django_assert_num_queries):
    Group.objects.filter(key=Group.MODERATORS).update(title="Keeper of the peace")
    ids = list(Member.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):
        found = people([*ids, 999_999])
    assert set(found) == set(ids)
    assert found[cast.moderator.pk].badges == ("Keeper of the peace",)
    assert found[cast.marta.pk].badges == ()
    with django_assert_num_queries(0):
        assert people([]) == {}


def test_badges_stand_in_the_order_of_the_groups(cast):
    late = Group.objects.create(key="late", title="Late", position=90)
    early = Group.objects.create(key="early", title="Early", position=1)
    for group in (late, early):
        Membership.objects.create(member=cast.marta, group=group, added_at=cast.now)
    assert people([cast.marta.pk])[cast.marta.pk].badges == ("Early", "Late")
