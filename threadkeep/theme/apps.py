from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "threadkeep.theme"
    label = "theme"
