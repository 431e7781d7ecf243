"""The addresses of attachments."""

from django.urls import URLPattern, path

from threadkeep.attachments.views import acts, files, uploads

urlpatterns: list[URLPattern] = [
    path("a/upload", uploads.upload),
    path("a/upload/<id:attachment_id>/discard", uploads.discard),
    path("a/<id:attachment_id>/remove", acts.remove),
    path("a/<id:attachment_id>/restore", acts.restore),
    path("a/<id:attachment_id>/approve", acts.approve),
    path("a/<id:attachment_id>/describe", acts.describe),
    *(path(f"a/<id:attachment_id>/size/<id:width>.{kind}", files.size, {"kind": kind}) for kind in ("avif", "webp")),
    path("a/<id:attachment_id>/<str:name>", files.file),
]
