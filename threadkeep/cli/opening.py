"""Opening the board for a command: the configuration checked, then Django set up."""

import os

from threadkeep.cli.command import NotReady
from threadkeep.site.config import Config, ConfigError, load
from threadkeep.site.operator_language import _, ngettext


def read_config() -> Config:
    """The configuration, or `NotReady` with every mistake."""
    try:
        return load()
    except ConfigError as error:
        count = len(error.mistakes)
        head = ngettext(
            "The configuration has a mistake, so nothing was started:",
            "The configuration has %(count)d mistakes, so nothing was started:",
            count,
        ) % {"count": count}
        raise NotReady("\n".join([head, *(f"  {mistake}" for mistake in error.mistakes)])) from None


def open_board() -> Config:
    """Check the configuration and set up Django. After this, models and actions may be imported."""
    config = read_config()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadkeep.site.settings")
    import django  # here, so that commands without a board stay quick
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (ImproperlyConfigured, OSError, ValueError) as error:
        raise NotReady(_("The board cannot be opened: %(why)s") % {"why": error}) from error
    return config


def open_prepared_board() -> Config:
    """As `open_board`, and refuse if the database is not there or not up to date."""
    config = open_board()
    from threadkeep.cli.preparing import pending_migrations, refuse_newer_database

    refuse_newer_database()
    if pending_migrations():
        raise NotReady(
            _("The database is not there yet, or older than this program. Make it ready first: threadkeep init")
        )
    return config
