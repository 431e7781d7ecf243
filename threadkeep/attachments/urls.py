"""The addresses of attachments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
