"""The sentences that explain a permission, and the command that says them."""

import json

import pytest
from click.testing import CliRunner

from threadkeep.boards.actions.edit_permission_set import edit_permission_set
from threadkeep.boards.explain import explain
from threadkeep.boards.models import PermissionSet
from threadkeep.kernel.refused import NotThere


def set_cells(cast, cells):
    """Write the grid of the set "Public"."""
    public = PermissionSet.objects.get(name="Public")
    edit_permission_set(
        actor=cast.viewer("administrator"),
        permission_set_id=public.pk,
        name="Public",
        description="",
        cells=cells,
        now=cast.now,
    )


def test_what_a_group_is_allowed_names_the_group_and_the_set(cast):
    told = explain(cast.viewer("marta"), "reply", cast.open_board.pk)

    assert told.allowed
    assert told.sentence == ("Marta may do this in “Boats and tides”: the set “Public” allows it to the group Members.")
    assert [(says.group, says.value, says.decided) for says in told.groups] == [("Members", "allow", True)]


def test_never_wins_and_is_named(cast):
    set_cells(cast, {("members", "see"): "allow", ("members", "reply"): "allow", ("newcomers", "reply"): "never"})

    told = explain(cast.viewer("newcomer"), "reply", cast.open_board.pk)

    assert not told.allowed
    assert "the set “Public” never allows it to the group Newcomers, whatever other groups say" in told.sentence
    assert {(says.group, says.value, says.decided) for says in told.groups} == {
        ("Members", "allow", False),
        ("Newcomers", "never", True),
    }
    assert explain(cast.viewer("marta"), "reply", cast.open_board.pk).allowed


@pytest.mark.parametrize(
    ("who", "permission", "place", "part"),
    [
        (
            "guest",
            "reply",
            "open_board",
            "A guest may not do this in “Boats and tides”: nothing in the set",
        ),
        ("marta", "see", "staff_board", "nothing in the set “Staff” lets any of their groups see it"),
        ("marta", "reply", "staff_board", "nothing in the set “Staff” lets any of their groups see it"),
        ("administrator", "lock", "staff_board", "administrators may do everything"),
        ("moderator", "lock", "staff_board", "the set “Staff” allows it to the group Moderators"),
        ("banned", "reply", "open_board", "A guest may not do this"),
    ],
)
def test_each_answer_says_what_decided(cast, who, permission, place, part):
    assert part in explain(cast.viewer(who), permission, getattr(cast, place).pk).sentence


def test_a_board_inside_a_hidden_one_is_explained_by_the_one_that_hides_it(cast):
    inside = cast.board("Small boats", "public", parent=cast.staff_board)

    told = explain(cast.viewer("marta"), "see", inside.pk)

    assert not told.allowed
    assert told.decided_on == "Bridge"
    assert "it stands in “Bridge”, and nothing in the set “Staff” lets any of their groups see that" in told.sentence


def test_never_seeing_is_said_for_the_board_and_for_those_inside(cast):
    inside = cast.board("Small boats", "members", parent=cast.open_board)
    set_cells(cast, {("members", "see"): "never"})

    assert (
        "never lets the group Members see the board"
        in explain(cast.viewer("marta"), "reply", cast.open_board.pk).sentence
    )
    assert (
        "it stands in “Boats and tides”, and the set “Public” never lets the group Members see that"
        in explain(cast.viewer("marta"), "reply", inside.pk).sentence
    )


def test_the_moderator_of_one_board_is_one_there_and_below_and_nowhere_else(cast):
    cast.moderates("marta", cast.open_board)
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    other = cast.board("Repairs", "public")

    for board, allowed in ((cast.open_board, True), (inside, True), (other, False)):
        assert explain(cast.viewer("marta"), "lock", board.pk).allowed is allowed


def test_a_permission_there_is_none_of_is_a_mistake_and_such_a_board_is_not_there(cast):
    with pytest.raises(ValueError, match="fly is no permission"):
        explain(cast.viewer("marta"), "fly", cast.open_board.pk)
    with pytest.raises(NotThere):
        explain(cast.viewer("marta"), "see", 999)


@pytest.fixture
def run(cast, monkeypatch):
    """Run `threadkeep explain` on the test's board."""
    from threadkeep.cli.explain import command

    monkeypatch.setattr("threadkeep.cli.opening.open_prepared_board", lambda: None)
    return lambda *words: CliRunner().invoke(command, list(words))


def test_the_command_answers_by_sentence_and_exit_code(run):
    may, may_not = run("marta", "reply", "boats and tides"), run("guest", "reply", "Boats and tides")

    assert (may.exit_code, may_not.exit_code) == (0, 1)
    assert "allows it to the group Members" in may.output
    assert "* Members: allow" in may.output
    assert "A guest may not" in may_not.output


def test_the_command_answers_machines_in_json(cast, run):
    told = json.loads(run("Yusuf", "see", str(cast.staff_board.pk), "--json").output)
    assert (told["allowed"], told["set_name"], told["board_name"]) == (False, "Staff", "Bridge")


def test_the_command_says_that_a_banned_member_counts_as_a_guest(run):
    assert "Banned (banned, so answered as a guest) may not" in run("banned", "reply", "Boats and tides").output


@pytest.mark.parametrize(
    ("words", "exit_code", "says"),
    [
        (("nobody", "see", "Bridge"), 3, "Nobody here is called nobody"),
        (("marta", "see", "Attic"), 3, "no board called Attic"),
        (("marta", "fly", "Bridge"), 2, "no permission fly"),
    ],
)
def test_the_command_refuses_what_it_does_not_know(run, words, exit_code, says):
    result = run(*words)
    assert (result.exit_code, says in result.output) == (exit_code, True)


def test_the_command_asks_for_a_number_where_a_name_stands_for_two(cast, run):
    second = cast.board("Bridge", "public")
    result = run("marta", "see", "bridge")
    assert result.exit_code == 3
    assert f"{cast.staff_board.pk}, {second.pk}" in result.output
