"""The addresses of topics."""

from django.urls import path

from threadkeep.topics.views import (
    acts,
    advice,
    afterwards,
    complete,
    edit,
    history,
    post,
    reply,
    start,
    topic,
    writing,
)

PLAIN_ACTS = ("restore", "lock", "unlock", "pin", "unpin")

urlpatterns = [
    path("b/<id:board_id>/new", start.start),
    path("b/<id:board_id>/preview", writing.preview),
    path("b/<id:board_id>/advice", advice.advice),
    path("b/<id:board_id>/similar", advice.similar),
    path("composer/members", complete.members),
    path("composer/topics", complete.topics),
    path("t/<id:topic_id>", topic.topic),
    path("t/<id:topic_id>-<rest:slug>", topic.topic),
    path("t/<id:topic_id>/unread", topic.unread),
    path("t/<id:topic_id>/last", topic.last),
    path("t/<id:topic_id>/print", topic.print_view),
    path("t/<id:topic_id>/titles", topic.titles),
    path("t/<id:topic_id>/reply", reply.reply),
    path("t/<id:topic_id>/rename", acts.rename),
    path("t/<id:topic_id>/delete", acts.delete),
    *(path(f"t/<id:topic_id>/{verb}", acts.plain_act, {"verb": verb}) for verb in PLAIN_ACTS),
    path("p/<id:post_id>", post.permalink),
    path("p/<id:post_id>/source", post.source),
    path("p/<id:post_id>/quote", reply.quote),
    path("p/<id:post_id>/edit", edit.edit),
    path("p/<id:post_id>/history", history.history),
    path("p/<id:post_id>/delete", post.delete),
    path("p/<id:post_id>/restore", post.restore),
    path("p/<id:post_id>/take-back", afterwards.take_back),
    *(path(f"p/<id:post_id>/{verb}", afterwards.change_wiki, {"verb": verb}) for verb in ("wiki", "unwiki")),
    path("p/<id:post_id>/restore-version", afterwards.restore_version),
    path("p/<id:post_id>/hide-version", afterwards.hide_version),
    path("p/<id:post_id>/show-version", afterwards.show_version),
]
