from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "threadkeep.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every feature register its facts, effects and chores: nobody imports them, they listen."""
        for kind in ("events", "effects", "chores", "housekeeping", "limits"):
            autodiscover_modules(kind)
