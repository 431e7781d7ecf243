"""The panel's forms, through the real door: what is sent is done, what is refused is said beside what was typed."""

import pytest

from threadkeep.boards.models import Board, BoardModerator, Category, Grant, PermissionSet
from threadkeep.members.models import Group, Member


@pytest.fixture
def browser(cast):
    return cast.browser("administrator")


def test_a_category_and_a_board_in_it_are_made_and_stand_on_the_index(cast, browser):
    browser.post("/panel/categories", {"name": "The workshop"})
    workshop = Category.objects.get(name="The workshop")
    sent = {"place": f"c:{workshop.pk}", "name": "Repairs", "description": "", "syntax": "markdown", "link_url": ""}

    assert browser.post("/panel/boards/new", sent | {"permission_set": ""}).status_code == 302

    assert Board.objects.get(name="Repairs").category == workshop
    assert "Repairs" in cast.browser("guest").get("/").text


def test_what_was_typed_is_still_there_when_it_is_refused(cast, browser):
    sent = {"place": f"c:{cast.category.pk}", "name": "Tides", "description": "High and low", "syntax": "bbcode"}
    answer = browser.post("/panel/boards/new", sent | {"permission_set": "", "link_url": "tides.example"})

    assert answer.status_code == 422
    assert "This is no whole web address." in answer.text
    assert 'value="High and low"' in answer.text
    assert 'value="tides.example"' in answer.text
    assert not Board.objects.filter(name="Tides").exists()


def test_a_board_is_edited_moved_ordered_and_deleted(cast, browser):
    at = f"/panel/boards/{cast.members_board.pk}"
    fields = {"name": "Snug", "description": "", "syntax": "markdown", "link_url": "", "permission_set": ""}
    assert browser.post(at, fields).status_code == 302
    assert browser.post(f"{at}/up").status_code == 302
    assert [board.name for board in Board.objects.all()][:2] == ["Snug", "Boats and tides"]
    assert browser.post(f"{at}/move", {"place": f"b:{cast.staff_board.pk}"}).status_code == 302
    assert Board.objects.get(name="Snug").parent == cast.staff_board
    assert browser.post(f"{at}/delete").status_code == 302
    assert not Board.objects.filter(name="Snug").exists()


def test_a_board_is_not_offered_itself_as_a_place(cast, browser):
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    page = browser.get(f"/panel/boards/{cast.open_board.pk}").text
    assert f'value="b:{inside.pk}"' not in page
    assert f'value="b:{cast.open_board.pk}"' not in page
    assert f'value="b:{cast.link_board.pk}"' not in page
    assert f'value="b:{cast.staff_board.pk}"' in page


def test_a_refused_click_is_told_on_the_page_it_came_from(cast, browser):
    answer = browser.post(f"/panel/categories/{cast.category.pk}/delete", follow=True)
    assert "There are still 4 boards under “The harbour”" in answer.text


def test_moderators_are_appointed_by_name_and_dismissed(cast, browser):
    at = f"/panel/boards/{cast.open_board.pk}/moderators"
    assert "Nobody here is called that." in browser.post(at, {"member": "Nobody"}).text
    assert browser.post(at, {"member": "MARTA"}).status_code == 302
    assert BoardModerator.objects.get().member == cast.marta
    assert "Marta" in browser.get(f"/panel/boards/{cast.open_board.pk}").text
    browser.post(f"{at}/{cast.marta.pk}/dismiss")
    assert not BoardModerator.objects.exists()


def test_a_set_begins_as_a_copy_and_its_grid_is_sent_at_once(cast, browser):
    public = PermissionSet.objects.get(name="Public")
    browser.post("/panel/permissions", {"name": "Quiet", "description": "", "copy_of": str(public.pk)})
    quiet = PermissionSet.objects.get(name="Quiet")
    assert quiet.grants.count() == public.grants.count()

    cells = {"cell.members.see": "allow", "cell.newcomers.start": "never", "cell.guests.see": ""}
    answer = browser.post(f"/panel/permissions/{quiet.pk}", {"name": "Quiet", "description": "Hush."} | cells)

    assert answer.status_code == 302
    written = Grant.objects.filter(permission_set=quiet).values_list("group__key", "permission", "value")
    assert set(written) == {("members", "see", "allow"), ("newcomers", "start", "never")}


def test_a_grid_that_is_refused_keeps_every_choice_on_the_page(browser):
    staff = PermissionSet.objects.get(name="Staff")
    sent = {"name": "Public", "description": "", "cell.newcomers.reply": "never"}
    answer = browser.post(f"/panel/permissions/{staff.pk}", sent)

    assert answer.status_code == 422
    assert "There is a set of that name already." in answer.text
    assert 'name="cell.newcomers.reply" value="never" checked' in answer.text
    assert 'name="cell.moderators.see" value="allow" checked' not in answer.text


def test_groups_are_made_renamed_and_deleted(browser):
    browser.post("/panel/groups", {"name": "Donors", "title": "Keeps the lights on"})
    donors = Group.objects.get(name="Donors")
    browser.post(f"/panel/groups/{donors.pk}", {"name": "Friends", "title": ""})
    assert Group.objects.get(pk=donors.pk).name == "Friends"
    browser.post(f"/panel/groups/{donors.pk}/delete")
    assert not Group.objects.filter(pk=donors.pk).exists()


def test_a_built_in_group_left_as_it_is_goes_on_being_translated(browser):
    moderators = Group.objects.get(key=Group.MODERATORS)
    browser.post(f"/panel/groups/{moderators.pk}", {"name": "Moderators", "title": "Keeper"})
    moderators.refresh_from_db()
    assert (moderators.name, moderators.title) == ("", "Keeper")


def test_members_are_found_put_into_groups_banned_and_forgiven(cast, browser):
    assert "Yusuf" in browser.get("/panel/members?q=YUS").text
    assert "Nobody found" in browser.get("/panel/members?q=zzz").text
    at, moderators = f"/panel/members/{cast.yusuf.pk}", Group.objects.get(key=Group.MODERATORS)
    browser.post(f"{at}/groups/{moderators.pk}/add")
    assert Group.MODERATORS in cast.viewer("yusuf").group_keys
    browser.post(f"{at}/groups/{moderators.pk}/remove")
    assert Group.MODERATORS not in cast.viewer("yusuf").group_keys

    assert browser.post(f"{at}/ban", {"reason": ""}).status_code == 422
    browser.post(f"{at}/ban", {"reason": "Sold watches."})
    assert Member.objects.get(pk=cast.yusuf.pk).ban_reason == "Sold watches."
    assert "Sold watches." in browser.get(at).text
    browser.post(f"{at}/lift")
    assert Member.objects.get(pk=cast.yusuf.pk).banned_at is None


def test_the_question_why_is_answered_below_its_form(cast, browser):
    asked = f"/panel/explain?permission=see&board={cast.staff_board.pk}"
    assert "Yusuf may not do this in “Bridge”" in browser.get(f"{asked}&member=yusuf").text
    assert "A guest may not do this in “Bridge”" in browser.get(f"{asked}&member=").text
    assert "Banned (banned, so answered as a guest)" in browser.get(f"{asked}&member=banned").text
    answer = browser.get(f"{asked}&member=nobody")
    assert (answer.status_code, "Nobody here is called that." in answer.text) == (422, True)


@pytest.mark.parametrize(
    "path",
    [
        "/boards/999", "/boards/999/up", "/boards/999/delete", "/boards/999/move", "/categories/999",
        "/categories/999/down", "/permissions/999", "/permissions/999/delete", "/groups/999", "/members/999",
        "/members/999/lift", "/parked/999/retry", "/parked/999/dismiss",
    ],
)  # fmt: skip
def test_what_there_is_none_of_is_not_there(browser, path):
    assert browser.post(f"/panel{path}", {"name": "x", "place": "c:1", "reason": "x"}).status_code in {404, 405}
    assert browser.get(f"/panel{path}").status_code in {404, 405}


def test_nobody_else_can_send_anything(cast):
    for who in ("guest", "marta", "moderator"):
        intruder = cast.browser(who)
        assert intruder.post("/panel/categories", {"name": "Mine"}).status_code == 404
        assert intruder.post(f"/panel/boards/{cast.open_board.pk}/delete").status_code == 404
        assert intruder.post(f"/panel/members/{cast.yusuf.pk}/ban", {"reason": "x"}).status_code == 404
    assert not Category.objects.filter(name="Mine").exists()
    assert Board.objects.filter(pk=cast.open_board.pk).exists()
