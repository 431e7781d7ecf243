"""The addresses of attachments."""

from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import IntConverter

from threadkeep.attachments.views import acts, files, uploads


class PlainId(IntConverter):
    """One address each: "/a/007" is not "/a/7", and 18 digits are what every database can hold."""

    regex = "[1-9][0-9]{0,17}"


register_converter(PlainId, "plain_id")

urlpatterns: list[URLPattern] = [
    path("a/upload", uploads.upload),
    path("a/upload/<plain_id:attachment_id>/discard", uploads.discard),
    path("a/<plain_id:attachment_id>/remove", acts.remove),
    path("a/<plain_id:attachment_id>/restore", acts.restore),
    path("a/<plain_id:attachment_id>/approve", acts.approve),
    path("a/<plain_id:attachment_id>/describe", acts.describe),
    re_path(
        r"^a/(?P<attachment_id>[1-9][0-9]{0,17})/size/(?P<width>[1-9][0-9]{0,4})\.(?P<kind>avif|webp)$", files.size
    ),
    path("a/<plain_id:attachment_id>/<str:name>", files.file),
]
