"""What a topic page says to search engines and link previews: JSON-LD and Open Graph. Makes no query.

DiscussionForumPosting as https://developers.google.com/search/docs/appearance/structured-data/discussion-forum wants
it: replies as `comment` of the first post; from page 2 on the first post is repeated by title and address only.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from threadkeep.topics.look import AuthorLook, PostLook, TopicPage

# More than a search engine shows of a post; a post of 1 MB must not double its page.
LONGEST_TEXT = 5000
# "</script>" and "<!--" inside a string would end the element or comment it out; & is for XML readers.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script_safe(value: dict[str, Any]) -> Markup:
    """JSON that may stand inside <script type="application/ld+json">."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))  # noqa: S704


def topic_data(shown: TopicPage, origin: str) -> Markup:
    """The DiscussionForumPosting of a topic page, with the way to it. `origin` is the board's "https://host"."""
    crumbs = [(name, origin + url) for name, url in shown.trail]
    crumbs.append((shown.topic.title, origin + shown.pages.url(1)))
    graph = [_posting(shown, origin), _breadcrumbs(crumbs)]
    return script_safe({"@context": "https://schema.org", "@graph": graph})


def _posting(shown: TopicPage, origin: str) -> dict[str, Any]:
    topic = shown.topic
    first = next((post for post in shown.posts if post.number == 1), None)
    address = origin + shown.pages.url(1)
    posting: dict[str, Any] = {
        "@type": "DiscussionForumPosting",
        "@id": address,
        "url": address,
        "headline": topic.title,
        "author": _person(first.author, origin) if first else {"@type": "Person", "name": topic.starter_name},
        "datePublished": topic.started_at.isoformat(),
        "text": _text(shown, first) if first else topic.title,
        "isPartOf": {"@type": "WebPage", "url": origin + shown.trail[-1][1], "name": shown.trail[-1][0]},
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/CommentAction",
            "userInteractionCount": topic.reply_count,
        },
        "comment": [_comment(shown, post, origin) for post in shown.posts if post.number > 1 and not post.deleted],
    }
    if first and first.edited:
        posting["dateModified"] = first.edited.at.isoformat()
    return posting


def _comment(shown: TopicPage, post: PostLook, origin: str) -> dict[str, Any]:
    comment: dict[str, Any] = {
        "@type": "Comment",
        "url": f"{origin}{post.url}",
        "author": _person(post.author, origin),
        "datePublished": post.posted_at.isoformat(),
        "text": _text(shown, post),
    }
    if post.edited:
        comment["dateModified"] = post.edited.at.isoformat()
    return comment


def _person(author: AuthorLook, origin: str) -> dict[str, Any]:
    person = {"@type": "Person", "name": author.name}
    return {**person, "url": origin + author.url} if author.url else person


def _text(shown: TopicPage, post: PostLook) -> str:
    rendered = shown.rendered.get(post.id)
    # A post of pictures alone has no text, and the format wants one.
    return (rendered.text[:LONGEST_TEXT] if rendered else "") or shown.topic.title


def _breadcrumbs(crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": address}
        for place, (name, address) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def description_of(shown: TopicPage) -> str:
    """One line about the page, for previews: the beginning of its first readable post."""
    for post in shown.posts:
        if (rendered := shown.rendered.get(post.id)) and rendered.excerpt:
            return rendered.excerpt
    return shown.topic.title
