"""The addresses of reactions. The set itself is arranged in the panel."""

from django.urls import path

from threadkeep.reactions import views

urlpatterns = [
    path("p/<id:post_id>/react", views.react, name="react"),
    path("p/<id:post_id>/unreact", views.unreact, name="unreact"),
    path("p/<id:post_id>/reactions", views.reactors, name="reactors"),
]
