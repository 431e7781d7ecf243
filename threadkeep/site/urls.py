"""The addresses of the board. Each feature lists its own; this page lists the features."""

from django.urls import include, path

from threadkeep.kernel import paths
from threadkeep.site import errors

paths.register()

urlpatterns = [
    path("", include("threadkeep.boards.urls")),
    path("", include("threadkeep.topics.urls")),
    path("", include("threadkeep.attachments.urls")),
    path("", include("threadkeep.members.urls")),
    path("", include("threadkeep.sources.urls")),
    path("", include("threadkeep.polls.urls")),
    path("", include("threadkeep.reactions.urls")),
    path("", include("threadkeep.tags.urls")),
    path("", include("threadkeep.reading.urls")),
    path("", include("threadkeep.vocabulary.urls")),
    path("panel", include("threadkeep.panel.urls")),
    # What the front answers with when it did not even read the request.
    path("trouble/size", errors.too_large),
    path("trouble/address", errors.too_long),
]

handler400 = "threadkeep.site.errors.bad_request"
handler403 = "threadkeep.site.errors.not_found"
handler404 = "threadkeep.site.errors.not_found"
handler500 = "threadkeep.site.errors.server_error"
