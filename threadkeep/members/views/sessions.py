"""Where a member is signed in: allauth's list, with browsers by names people know."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.views import ListUserSessionsView
from django.utils.translation import gettext as _

from threadkeep.members import sessions

# In this order: most browsers also carry the names of those they descend from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """ "Firefox on Linux"; of an unknown program the first words of what it says it is."""
    browser = next((name for sign, name in BROWSERS if f"{sign}/" in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or user_agent[:60] or _("an unknown browser")


class OwnSessionsView(ListUserSessionsView):  # type: ignore[misc]
    """The list, and the button that ends all but this one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What allauth shows, up to date."""
        sessions.flush()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "browser_name": browser_name}


own_sessions = OwnSessionsView.as_view()
