"""The addresses of the vocabulary."""

from django.urls import path

from threadkeep.vocabulary import views

urlpatterns = [path("composer/words", views.words)]
