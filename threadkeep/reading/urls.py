"""The addresses of reading."""

from django.urls import path

from threadkeep.reading.views import marking, seen, unread

urlpatterns = [
    path("unread", unread.unread, name="unread"),
    path("unread/mine", unread.unread_mine, name="unread-mine"),
    path("read/topic/<int:topic_id>", marking.topic_read, name="topic-read"),
    path("read/board/<int:board_id>", marking.board_read, name="board-read"),
    path("read/all", marking.everything_read, name="everything-read"),
    path("t/<int:topic_id>/unread-from/<int:post_id>", marking.unread_from, name="unread-from"),
    path("seen/<int:topic_id>.gif", seen.seen, name="seen"),
]
