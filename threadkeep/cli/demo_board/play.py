"""Plays the demo: everybody signs up, boards are made, and the talk happens, each by the action that does it."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from threadkeep.attachments import blobs, pictures
from threadkeep.attachments.actions.remove_file import remove_file
from threadkeep.attachments.actions.upload_file import upload_file
from threadkeep.attachments.notes import FileNote
from threadkeep.boards.actions.make_board import make_board
from threadkeep.boards.actions.make_category import make_category
from threadkeep.boards.models import PermissionSet
from threadkeep.boards.permissions import STARTING_SETS
from threadkeep.cli.demo_board.answers import answer
from threadkeep.cli.demo_board.labels import DemoLabels
from threadkeep.cli.demo_board.pictures import draw
from threadkeep.markup.render import Syntax, quote_of
from threadkeep.members.actions.edit_profile import edit_profile
from threadkeep.members.actions.make_member import make_member
from threadkeep.members.models import Group, Member
from threadkeep.members.viewer import Viewer
from threadkeep.sources.steps import SourceNote
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.actions.pin_topic import pin_topic
from threadkeep.topics.actions.post_reply import post_reply
from threadkeep.topics.actions.start_topic import start_topic
from threadkeep.topics.models import Post
from threadkeep.topics.writing import prepare

TALK = Path(__file__).parent / "talk"
PICTURE = re.compile(r"\{([a-z]+\.jpg)\|([^|}]*)\|([^}]*)\}")
QUOTE = re.compile(r"\{quote (\d+)\}")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((TALK / f"{name}.toml").read_text(encoding="utf-8"))


class Play:
    """One performance. The same seed gives the same community."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - who mends what is no secret
        self.now = timezone.now()
        self.people: dict[str, Viewer] = {}
        self.boards: dict[str, int] = {}
        self.syntaxes: dict[str, str] = {}

    def perform(self) -> None:
        """Everything, in order."""
        self._people()
        keeper = self._boards()
        self.labels = DemoLabels(_read("labels"), self.boards, keeper, self.now)
        for topic in _read("topics")["topics"]:
            self._topic(topic)
        self._topic(self._long_topic())
        answer(_read("answers"), self.people, self.now)

    def _people(self) -> None:
        for person in _read("people")["people"]:
            keys = [person["group"]] if "group" in person else []
            joined = self.now - timedelta(days=self.rng.randint(310, 900))
            pk = make_member(username=person["username"], name=person["name"], group_keys=keys, now=joined)
            member = Member.objects.get(pk=pk)
            # Newcomers' pictures wait for a check; these people have long been known, all but one.
            groups = frozenset({Group.MEMBERS, *keys})
            viewer = self.people[person["username"]] = Viewer(member=member, group_keys=groups)
            signature = person.get("signature", "")
            edit_profile(
                actor=viewer,
                member_id=pk,
                about=person["about"],
                website="",
                signature=signature,
                signature_html=f"<p>{signature}</p>" if signature else "",
                now=joined,
            )

    def _boards(self) -> Viewer:
        """Make them; who made them may do everything."""
        keeper = Viewer(member=self.people["ines"].member, group_keys=frozenset({Group.ADMINISTRATORS}))
        # Sets stand in the order of STARTING_SETS; their names are translated, so they cannot be looked up by name.
        sets = dict(zip(STARTING_SETS, PermissionSet.objects.order_by("id").values_list("id", flat=True), strict=False))
        categories: dict[str, int] = {}
        where: dict[str, int] = {}
        for board in _read("boards")["boards"]:
            if "category" in board and board["category"] not in categories:
                categories[board["category"]] = make_category(actor=keeper, name=board["category"], now=self.now)
            category = categories[board["category"]] if "category" in board else where[board["parent"]]
            self.boards[board["key"]] = make_board(
                actor=keeper,
                category_id=category,
                parent_id=self.boards[board["parent"]] if "parent" in board else None,
                name=board["name"],
                description=board["description"],
                syntax=board.get("syntax", "markdown"),
                link_url=board.get("link_url", ""),
                permission_set_id=sets[board["set"]] if "set" in board else None,
                now=self.now,
            )
            where[board["key"]] = category
            self.syntaxes[board["key"]] = board.get("syntax", "markdown")
        return keeper

    def _long_topic(self) -> dict[str, Any]:
        """The topic with pages: many short posts by everybody."""
        talk = _read("mending")
        names = [name for name in self.people if name != "pip"]
        posts = [
            {"who": self.rng.choice(names), "after": self.rng.uniform(1, 30), "text": line}
            for line in self._shuffled(talk["lines"], 4)
        ]
        return {"board": talk["board"], "title": talk["title"], "days": 45, "posts": posts}

    def _shuffled(self, lines: list[str], times: int) -> Iterator[str]:
        for _ in range(times):
            yield from self.rng.sample(lines, len(lines))

    def _topic(self, topic: dict[str, Any]) -> None:
        board, syntax = self.boards[topic["board"]], self.syntaxes[topic["board"]]
        at = self.now - timedelta(days=topic["days"])
        topic_id = 0
        written: list[Post] = []
        for post in topic["posts"]:
            at = min(at + timedelta(hours=post.get("after", 0)), self.now - timedelta(minutes=len(written) + 2))
            who = self.people[post["who"]]
            text, files = self._with_files(post["text"].strip(), who, board, at)
            text = QUOTE.sub(lambda found: self._quote(written[int(found[1]) - 1], syntax), text)
            sources = [SourceNote(**source) for source in post.get("sources", ())]
            writing = prepare(text=text, syntax=syntax, files=tuple(files.values()), sources=sources)
            if topic_id:
                post_id = post_reply(actor=who, topic_id=topic_id, writing=writing, now=at)
            else:
                labels = self.labels.of(topic["title"])
                topic_id = start_topic(
                    actor=who, board_id=board, title=topic["title"], writing=writing, labels=labels, now=at
                )
                post_id = Post.objects.get(topic_id=topic_id, number=1).pk
            written.append(Post.objects.get(pk=post_id))
            self._afterwards(post, who, post_id, syntax, files, at)
        ines = self.people["ines"]
        if topic.get("pinned"):
            pin_topic(actor=ines, topic_id=topic_id, now=at)
        if topic.get("locked"):
            lock_topic(actor=ines, topic_id=topic_id, now=at)

    def _with_files(self, text: str, who: Viewer, board_id: int, at: datetime) -> tuple[str, dict[str, FileNote]]:
        """Upload the pictures a text asks for, and put their places into the text."""
        files: dict[str, FileNote] = {}

        def place(found: re.Match[str]) -> str:
            name, alt, caption = found.groups()
            kept = blobs.keep_bytes(draw(name))
            look = pictures.examine(kept)
            pk = upload_file(actor=who, board_id=board_id, name=name, kept=kept, look=look, now=at)
            files[name] = FileNote(pk, alt, caption)
            return f'![{alt}](attachment:{pk} "{caption}")'

        return PICTURE.sub(place, text), files

    def _quote(self, post: Post, syntax: str) -> str:
        here: Syntax = "bbcode" if syntax == "bbcode" else "markdown"
        there: Syntax = "bbcode" if post.syntax == "bbcode" else "markdown"
        words = quote_of(post.source, there, target=here, post_id=post.pk, author=post.author_name, number=post.number)
        return words.strip()

    def _afterwards(
        self, post: dict[str, Any], who: Viewer, post_id: int, syntax: str, files: dict[str, FileNote], at: datetime
    ) -> None:
        """What happened to a post later: an edit, a deletion, a picture taken down."""
        later = at + timedelta(minutes=20)
        if "edited" in post:
            writing = prepare(text=post["edited"], syntax=syntax)
            edit_post(actor=who, post_id=post_id, writing=writing, reason=post["reason"], now=later)
        if "deleted" in post:
            delete_post(actor=who, post_id=post_id, reason=post["deleted"], now=later)
        if "removed" in post:
            by, picture = self.people[post["removed"]["by"]], files[post["removed"]["picture"]]
            remove_file(actor=by, attachment_id=picture.id, reason=post["removed"]["reason"], now=later)
