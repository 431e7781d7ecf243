"""The addresses of polls. A topic has one that stands, so it is found by the topic."""

from django.urls import path

from threadkeep.polls.views import deleting, planning, voting

urlpatterns = [
    path("t/<id:topic_id>/poll/new", planning.new, name="poll-new"),
    path("t/<id:topic_id>/poll/edit", planning.edit, name="poll-edit"),
    path("t/<id:topic_id>/poll/vote", voting.vote, name="poll-vote"),
    path("t/<id:topic_id>/poll/withdraw", voting.withdraw, name="poll-withdraw"),
    path("t/<id:topic_id>/poll/votes", voting.votes, name="poll-votes"),
    path("t/<id:topic_id>/poll/close", planning.close, name="poll-close"),
    path("t/<id:topic_id>/poll/reopen", planning.reopen, name="poll-reopen"),
    path("t/<id:topic_id>/poll/delete", deleting.delete, name="poll-delete"),
    path("t/<id:topic_id>/poll/restore", deleting.restore, name="poll-restore"),
]
