"""The addresses of tags."""

from django.urls import path

from threadkeep.tags.views import change, complete, tag

urlpatterns = [
    path("tags", tag.tags),
    path("tags/complete", complete.complete),
    path("tags/<id:tag_id>", tag.tag),
    path("tags/<id:tag_id>-<rest:slug>", tag.tag),
    path("tags/<id:tag_id>/rename", change.rename),
    path("tags/<id:tag_id>/merge", change.merge),
]
