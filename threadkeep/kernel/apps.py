from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

# What registers itself when it is imported, and what nothing else imports (DESIGN.md, section 9, law 1).
LISTENING = ("effects", "jobs", "chores", "housekeeping")


class KernelConfig(AppConfig):
    name = "threadkeep.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every feature's effects, jobs and chores register themselves."""
        for feature in apps.get_app_configs():
            for name in LISTENING:
                if feature.name.startswith("threadkeep.") and module_has_submodule(feature.module, name):
                    import_module(f"{feature.name}.{name}")
