"""A board that offers prefixes and takes tags, for the tests here."""

from threadkeep.boards.actions.edit_board_writing import edit_board_writing
from threadkeep.kernel import worker
from threadkeep.tags.actions.make_prefix import make_prefix
from threadkeep.tags.models import Tag
from threadkeep.tags.steps import Labels
from threadkeep.topics.actions.start_topic import start_topic
from threadkeep.topics.writing import prepare


def prefix(cast, name="Question", colour="blue"):
    """A prefix; its id."""
    return make_prefix(actor=cast.viewer("administrator"), name=name, colour=colour, now=cast.now)


def rule(cast, board=None, **fields):
    """Say what topics of the open board carry; what is not said is nothing, and any tags."""
    usual = {
        "prefix_ids": (), "needs_prefix": False, "tag_rule": "free", "listed_tags": (), "min_tags": 0, "max_tags": 5,
        "template_title": "", "template_text": "",
    }  # fmt: skip
    board = board or cast.open_board
    edit_board_writing(actor=cast.viewer("administrator"), board_id=board.pk, now=cast.now, **usual | fields)


def start(cast, who="marta", title="When does the tide turn?", board=None, prefix_id=None, tags=(), text="At six."):
    """Let somebody start a topic with these; its id."""
    return start_topic(
        actor=cast.viewer(who),
        board_id=(board or cast.open_board).pk,
        title=title,
        writing=prepare(text=text, syntax="markdown"),
        labels=Labels(prefix_id, tuple(tags)),
        now=cast.now,
    )


def tag(name):
    """The tag of this name."""
    return Tag.objects.get(name=name)


def counted():
    """Let the effects count what happened."""
    worker.drain()
