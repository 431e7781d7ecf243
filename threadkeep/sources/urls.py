"""The addresses of sources."""

from django.urls import path

from threadkeep.sources import views

urlpatterns = [
    path("composer/hints", views.hints, name="source-hints"),
    path("composer/source", views.look_up_source, name="source-look-up"),
]
