"""A world in which every kind of object exists, and for each canary the roles that may hear it."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import timedelta

from PIL import Image

from tests.access.labelled import keep, label
from tests.cast import Cast
from threadkeep.attachments import blobs, pictures
from threadkeep.attachments.actions.remove_file import remove_file
from threadkeep.attachments.actions.upload_file import upload_file
from threadkeep.attachments.notes import FileNote
from threadkeep.boards.models import Board
from threadkeep.polls.actions.cast_vote import cast_vote
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.actions.make_poll import make_poll
from threadkeep.polls.models import Option
from threadkeep.polls.plan import PollPlan
from threadkeep.reactions.actions.give_reaction import give_reaction
from threadkeep.reactions.actions.make_starting_kinds import make_starting_kinds
from threadkeep.reactions.models import Kind
from threadkeep.reading.actions.save_draft import save_draft
from threadkeep.reading.draft_fields import Place, Token
from threadkeep.sources.steps import SourceNote
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.post_reply import post_reply
from threadkeep.topics.actions.rename_topic import rename_topic
from threadkeep.topics.actions.start_topic import start_topic
from threadkeep.topics.models import Post
from threadkeep.topics.writing import prepare

# marta wrote nearly everything; yusuf is "another member"; keeper moderates the open board, other the members' board;
# suspended was banned after signing in.
ROLES = (
    "guest", "newcomer", "yusuf", "marta", "keeper", "other", "moderator", "administrator", "banned", "suspended",
)  # fmt: skip
SIGNED_IN = frozenset({"newcomer", "yusuf", "marta", "keeper", "other", "moderator", "administrator"})
EVERYBODY = frozenset(ROLES)
GLOBAL_STAFF = frozenset({"moderator", "administrator"})


@dataclass
class World:
    """Ids of everything by kind, and who may hear which canary."""

    cast: Cast
    heard_by: dict[str, frozenset[str]] = field(default_factory=dict)
    boards: list[int] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    posts: list[int] = field(default_factory=list)
    files: dict[int, str] = field(default_factory=dict)
    drafts: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    bookmarks: list[int] = field(default_factory=list)

    def canary(self, what: str, roles: frozenset[str]) -> str:
        """A word that stands nowhere else."""
        word = f"Qz{what.replace(' ', '')}Zq".lower()
        self.heard_by[word] = roles
        return word

    def forbidden_to(self, role: str) -> list[str]:
        """The words this role must never meet."""
        return [word for word, roles in self.heard_by.items() if role not in roles]


def make_world(cast: Cast) -> World:
    """The whole world. Who may read a board is said here once; the grid must come to the same."""
    world = World(cast)
    make_starting_kinds()
    for name in ("keeper", "other", "suspended"):
        setattr(cast, name, cast.member(name.capitalize()))
    cast.moderates("keeper", cast.open_board)
    cast.moderates("other", cast.members_board)
    _board(world, cast.open_board, "open", EVERYBODY, GLOBAL_STAFF | {"keeper"}, history=SIGNED_IN)
    _board(world, cast.members_board, "members", SIGNED_IN, GLOBAL_STAFF | {"other"}, history=SIGNED_IN)
    _board(world, cast.staff_board, "staff", GLOBAL_STAFF, GLOBAL_STAFF, history=GLOBAL_STAFF)
    # Its own set says that everybody may read it; the board above it is hidden, so nobody may.
    cellar = cast.board("Cellar", "public", parent=cast.staff_board)
    _board(world, cellar, "cellar", GLOBAL_STAFF, GLOBAL_STAFF, history=GLOBAL_STAFF)
    _quote_across(world)
    _draft(world)
    _unsent(world)
    keep(world)
    return world


def picture(seed: int) -> bytes:
    """A picture unlike every other."""
    file = io.BytesIO()
    Image.new("RGB", (40 + seed, 30), (seed * 7 % 256, seed * 13 % 256, 99)).save(file, "PNG")
    return file.getvalue()


def upload(world: World, who: str, board: Board, name: str, data: bytes) -> int:
    """Somebody's upload on no post yet."""
    kept = blobs.keep_bytes(data)
    look = pictures.examine(kept)
    actor = world.cast.viewer(who)
    pk = upload_file(actor=actor, board_id=board.pk, name=name, kept=kept, look=look, now=world.cast.now)
    world.files[pk] = name
    return pk


def _board(
    world: World, board: Board, kind: str, readers: frozenset[str], staff: frozenset[str], history: frozenset[str]
) -> None:
    cast = world.cast
    board.name, board.description = world.canary(f"{kind} board", readers), world.canary(f"{kind} about", readers)
    board.save()
    writer = "moderator" if "marta" not in readers else "marta"
    world.boards.append(board.pk)
    plain = _topic(world, board, f"{kind} topic", readers, writer)
    _file(world, board, plain, f"{kind} file", readers, writer)
    _edited(world, plain, kind, readers, history | {writer}, writer)
    _deleted_post(world, plain, kind, staff, writer)
    _awaiting(world, board, plain, kind, staff, readers)
    _poll(world, plain, kind, readers, writer)
    _reactions(world, plain)
    _removed(world, board, plain, kind, readers, writer)
    old_title = world.canary(f"{kind} old title", readers)
    renamed = _topic(world, board, f"{kind} renamed", readers, writer, title=old_title)
    _deleted_poll(world, renamed, kind, readers, writer)
    new_title = world.canary(f"{kind} new title", readers)
    rename_topic(actor=cast.viewer("moderator"), topic_id=renamed, title=new_title, now=cast.now)
    label(world, board, kind, readers, staff, writer)
    gone = _topic(world, board, f"{kind} deleted", staff, writer)
    _file(world, board, gone, f"{kind} deleted file", staff, writer)
    _poll(world, gone, f"{kind} deleted", staff, writer)
    delete_topic(actor=cast.viewer("moderator"), topic_id=gone, reason="Off it goes", now=cast.now)


def _poll(world: World, topic_id: int, what: str, readers: frozenset[str], writer: str) -> None:
    """A poll with a vote in it: its question and its options are for who reads the topic."""
    question = world.canary(f"{what} question", readers)
    options = (world.canary(f"{what} option", readers), "Another one")
    make_poll(actor=world.cast.viewer(writer), topic_id=topic_id, plan=PollPlan(question, options), now=world.cast.now)
    chosen = list(Option.objects.filter(poll__topic_id=topic_id).values_list("pk", flat=True))[:1]
    cast_vote(actor=world.cast.viewer("moderator"), topic_id=topic_id, option_ids=chosen, now=world.cast.now)


def _deleted_poll(world: World, topic_id: int, kind: str, readers: frozenset[str], writer: str) -> None:
    """A poll that was deleted: what it asked is told to nobody, and why it went to whoever reads the topic."""
    nobody: frozenset[str] = frozenset()
    plan = PollPlan(world.canary(f"{kind} asked", nobody), (world.canary(f"{kind} answer", nobody), "Another one"))
    make_poll(actor=world.cast.viewer(writer), topic_id=topic_id, plan=plan, now=world.cast.now)
    why = world.canary(f"{kind} poll gone because", readers)
    delete_poll(actor=world.cast.viewer("moderator"), topic_id=topic_id, reason=why, now=world.cast.now)


def _reactions(world: World, topic_id: int) -> None:
    """Somebody reacts to every post of a topic that is not their own."""
    kind_id = Kind.objects.order_by("pk").values_list("pk", flat=True)[0]
    for post in Post.objects.filter(topic_id=topic_id, deleted_at=None).exclude(author=world.cast.administrator):
        give_reaction(actor=world.cast.viewer("administrator"), post_id=post.pk, kind_id=kind_id, now=world.cast.now)


def _topic(world: World, board: Board, what: str, readers: frozenset[str], writer: str, title: str = "") -> int:
    text = world.canary(f"{what} text", readers)
    source = SourceNote(f"https://{world.canary(f'{what} source', readers)}.example/", title="Known")
    topic_id = start_topic(
        actor=world.cast.viewer(writer),
        board_id=board.pk,
        title=title or world.canary(f"{what} title", readers),
        writing=prepare(text=text, syntax="markdown", sources=[source]),
        now=world.cast.now,
    )
    world.topics.append(topic_id)
    world.posts.append(Post.objects.get(topic_id=topic_id).pk)
    return topic_id


def _reply(world: World, topic_id: int, writer: str, text: str, files: tuple[FileNote, ...] = ()) -> int:
    writing = prepare(text=text, syntax="markdown", files=files)
    pk = post_reply(actor=world.cast.viewer(writer), topic_id=topic_id, writing=writing, now=world.cast.now)
    world.posts.append(pk)
    return pk


def _file(world: World, board: Board, topic_id: int, what: str, readers: frozenset[str], writer: str) -> int:
    """A text file and a picture on a reply; the text file's bytes hold a canary too."""
    name = world.canary(f"{what} name", readers)
    data = world.canary(f"{what} bytes", readers).encode()
    text_file = upload(world, writer, board, f"{name}.txt", data)
    alt = world.canary(f"{what} alt", readers)
    shown = upload(world, writer, board, f"{name}.png", picture(len(world.files)))
    notes = (FileNote(text_file), FileNote(shown, alt=alt, caption=alt))
    _reply(world, topic_id, writer, f"See ![{alt}](attachment:{shown})", notes)
    return shown


def _edited(
    world: World, topic_id: int, kind: str, readers: frozenset[str], history: frozenset[str], writer: str
) -> None:
    before = world.canary(f"{kind} before the edit", history)
    post = _reply(world, topic_id, writer, before)
    after = prepare(text=world.canary(f"{kind} after the edit", readers), syntax="markdown")
    # Late enough to be no silent edit: what was said before one is for its author and the moderators only.
    later = world.cast.now + timedelta(hours=1)
    edit_post(actor=world.cast.viewer(writer), post_id=post, writing=after, now=later)


def _deleted_post(world: World, topic_id: int, kind: str, staff: frozenset[str], writer: str) -> None:
    post = _reply(world, topic_id, writer, world.canary(f"{kind} deleted words", staff))
    delete_post(actor=world.cast.viewer("moderator"), post_id=post, reason="Gone", now=world.cast.now)


def _awaiting(
    world: World, board: Board, topic_id: int, kind: str, staff: frozenset[str], readers: frozenset[str]
) -> None:
    """A file that waits to be checked: its bytes are for its uploader and those who check."""
    from threadkeep.attachments.models import Attachment

    writer = "marta" if "marta" in readers else "moderator"
    name = world.canary(f"{kind} awaiting name", readers)
    data = world.canary(f"{kind} awaiting bytes", staff | {writer}).encode()
    pk = upload(world, writer, board, f"{name}.txt", data)
    _reply(world, topic_id, writer, "Waiting", (FileNote(pk),))
    Attachment.objects.filter(pk=pk).update(state=Attachment.AWAITING)


def _removed(world: World, board: Board, topic_id: int, kind: str, readers: frozenset[str], writer: str) -> None:
    """A removed file: its placeholder keeps the name, its bytes are nobody's."""
    name = world.canary(f"{kind} removed name", readers)
    pk = upload(world, writer, board, f"{name}.txt", world.canary(f"{kind} removed bytes", frozenset()).encode())
    _reply(world, topic_id, writer, "Removed", (FileNote(pk),))
    why = world.canary(f"{kind} removed because", readers)
    remove_file(actor=world.cast.viewer("moderator"), attachment_id=pk, reason=why, now=world.cast.now)


def _quote_across(world: World) -> None:
    """A moderator quotes a staff post and its picture in the open: the reference must tell nobody anything."""
    from threadkeep.attachments.models import Attachment

    secret = Attachment.objects.filter(post__topic__board=world.cast.staff_board, name__endswith=".png").first()
    assert secret is not None
    assert secret.post is not None
    text = f"> [Moderator, #2](post:{secret.post.pk})\n> ![a plan](attachment:{secret.pk})\n\nAs I said."
    _reply(world, world.topics[0], "moderator", text)


def _draft(world: World) -> None:
    """An upload that nobody has posted yet is its uploader's alone."""
    only = frozenset({"marta"})
    name = world.canary("draft name", only)
    upload(world, "marta", world.cast.open_board, f"{name}.txt", world.canary("draft bytes", only).encode())


def _unsent(world: World) -> None:
    """What somebody is writing is theirs alone, wherever it belongs: also for a topic that is hidden from them now."""
    only = frozenset({"marta"})
    staff_topic = world.cast.staff_board.topics.order_by("pk")[0]
    places = {
        "reply": Place("reply", world.topics[0]),
        "hidden": Place("reply", staff_topic.pk),
        "topic": Place("topic", world.cast.open_board.pk),
        "edit": Place("edit", world.posts[0]),
    }
    for what, place in places.items():
        fields = {"text": [world.canary(f"unsent {what}", only)], "title": [world.canary(f"unsent {what} title", only)]}
        marta = world.cast.viewer("marta")
        saved = save_draft(actor=marta, place=place, fields=fields, token=Token(), now=world.cast.now)
        world.drafts.append(saved.draft_id)
