"""The addresses of boards."""

from django.urls import path

from threadkeep.boards import views

urlpatterns = [
    path("", views.index, name="index"),
    path("b/<id:board_id>", views.board, name="board-by-number"),
    path("b/<id:board_id>-<rest:slug>", views.board, name="board"),
    path("b/<id:board_id>/go", views.follow, name="board-link"),
]
