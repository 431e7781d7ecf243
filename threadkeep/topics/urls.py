"""The addresses of topics."""

from django.urls import re_path

from threadkeep.topics.views import acts, edit, history, post, reply, start, topic

# One address each: "/t/007" is not "/t/7", and 18 digits are what every database can hold.
TOPIC = r"^t/(?P<topic_id>[1-9][0-9]{0,17})"
POST = r"^p/(?P<post_id>[1-9][0-9]{0,17})"

urlpatterns = [
    re_path(r"^b/(?P<board_id>[1-9][0-9]{0,17})/new$", start.start),
    re_path(rf"{TOPIC}(?:-(?P<slug>[^/]*))?$", topic.topic),
    re_path(rf"{TOPIC}/unread$", topic.unread),
    re_path(rf"{TOPIC}/last$", topic.last),
    re_path(rf"{TOPIC}/print$", topic.print_view),
    re_path(rf"{TOPIC}/titles$", topic.titles),
    re_path(rf"{TOPIC}/reply$", reply.reply),
    re_path(rf"{TOPIC}/rename$", acts.rename),
    re_path(rf"{TOPIC}/delete$", acts.delete),
    re_path(rf"{TOPIC}/(?P<verb>restore|lock|unlock|pin|unpin)$", acts.plain_act),
    re_path(rf"{POST}$", post.permalink),
    re_path(rf"{POST}/source$", post.source),
    re_path(rf"{POST}/quote$", reply.quote),
    re_path(rf"{POST}/edit$", edit.edit),
    re_path(rf"{POST}/history$", history.history),
    re_path(rf"{POST}/delete$", post.delete),
    re_path(rf"{POST}/restore$", post.restore),
]
