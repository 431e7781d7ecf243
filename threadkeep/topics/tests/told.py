"""What the log says, for tests."""

from threadkeep.kernel.models import Event


def told() -> list[str]:
    """The names of all facts told so far, oldest first."""
    return list(Event.objects.order_by("id").values_list("name", flat=True))


def last_fact() -> tuple[str, dict[str, int]]:
    """The newest fact: its name and its ids."""
    event = Event.objects.order_by("-id").first()
    return event.name, event.data
