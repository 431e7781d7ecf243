"""The slots that nodes of the tree become: what the board has to know to fill each gap (rendered.py says how)."""

from __future__ import annotations

from threadkeep.markup.rendered import Slot
from threadkeep.markup.tree import FileRef, Mention, Picture, PostRef, TopicRef, Video


def picture_slot(node: Picture | FileRef | Video, *, block: bool) -> Slot:
    """The slot for a picture elsewhere, a file of this board or a film."""
    if isinstance(node, Video):
        data: dict[str, str | int] = {
            "href": node.href,
            "provider": node.provider,
            "id": node.id,
            "words": node.words,
        }
        return Slot("video", data, block)
    if isinstance(node, Picture):
        data = {"url": node.url, "alt": node.alt, "caption": node.caption}
    else:
        data = {"id": node.attachment_id, "name": node.name, "alt": node.alt, "caption": node.caption}
        if node.width:
            data["width"] = node.width
        if node.as_link:
            data["as_link"] = 1
    if node.link:
        data["link"] = node.link
    return Slot("remote" if isinstance(node, Picture) else "file", data, block)


def post_slot(node: PostRef, *, block: bool) -> Slot:
    """The slot for a post: the head of a quote (block) or a mention of it in a line."""
    return Slot("quote", {"post_id": node.post_id, "author": node.author, "number": node.number}, block)


def topic_slot(node: TopicRef) -> Slot:
    """The slot for a topic, or a post of it, named in a line."""
    data: dict[str, str | int] = {
        "topic_id": node.topic_id,
        "post_id": node.post_id,
        "words": node.words,
        "href": node.href,
    }
    return Slot("topic", data, block=False)


def mention_slot(node: Mention) -> Slot:
    """The slot for a name after an "@"."""
    data: dict[str, str | int] = {"name": node.name, "rest": node.rest}
    if node.typed and node.typed != f"@{node.name}":
        data["typed"] = node.typed
    return Slot("mention", data, block=False)


def gap(number: int, *, block: bool) -> str:
    """What stands in the HTML where a slot will be filled. `render` splits at exactly these."""
    return f'<div data-slot="{number}"></div>' if block else f'<span data-slot="{number}"></span>'
