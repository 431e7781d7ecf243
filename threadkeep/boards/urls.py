"""The addresses of boards."""

from django.urls import path

from threadkeep.boards import views

urlpatterns = [
    path("", views.index, name="index"),
    path("b/<int:board_id>", views.board, name="board-by-number"),
    path("b/<int:board_id>-", views.board, name="board-without-name"),
    path("b/<int:board_id>-<str:slug>", views.board, name="board"),
    path("b/<int:board_id>/go", views.follow, name="board-link"),
]
