"""Words for the person at the terminal, in the language of that terminal.

Configuration is read and `threadkeep --help` is printed before Django is imported, so these texts take the
standard library's gettext. The catalogue is the same one the pages use (`threadkeep/locale/*/LC_MESSAGES/django.mo`).
"""

from gettext import translation
from pathlib import Path

_catalogue = translation("django", Path(__file__).parent.parent / "locale", fallback=True)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext
