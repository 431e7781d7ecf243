"""The addresses of reading."""

from django.urls import path

from threadkeep.reading.views import bookmarks, drafts, marking, saving, seen, unread

urlpatterns = [
    path("unread", unread.unread, name="unread"),
    path("unread/mine", unread.unread_mine, name="unread-mine"),
    path("read/topic/<id:topic_id>", marking.topic_read, name="topic-read"),
    path("read/board/<id:board_id>", marking.board_read, name="board-read"),
    path("read/all", marking.everything_read, name="everything-read"),
    path("t/<id:topic_id>/unread-from/<id:post_id>", marking.unread_from, name="unread-from"),
    path("drafts", drafts.drafts, name="drafts"),
    path("drafts/save", saving.save, name="draft-save"),
    path("drafts/guard", saving.guard, name="draft-guard"),
    path("drafts/<id:draft_id>", drafts.draft, name="draft"),
    path("drafts/<id:draft_id>/discard", drafts.discard, name="draft-discard"),
    path("drafts/<id:draft_id>/restore", drafts.restore, name="draft-restore"),
    path("bookmarks", bookmarks.bookmarks, name="bookmarks"),
    path("bookmarks/<id:bookmark_id>", bookmarks.bookmark, name="bookmark"),
    *(
        path(f"bookmarks/<id:bookmark_id>/{verb}", bookmarks.act, {"verb": verb}, name=f"bookmark-{verb}")
        for verb in ("remove", "restore", "done")
    ),
    path("p/<id:post_id>/bookmark", bookmarks.keep, name="bookmark-post"),
    path("seen/<id_or_none:topic_id>.gif", seen.seen, name="seen"),
]
