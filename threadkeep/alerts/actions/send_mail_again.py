from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.alerts.jobs import is_set_up, send_mail
from threadkeep.alerts.models import Mail
from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.viewer import Viewer


@action
def send_mail_again(*, actor: Viewer, mail_id: int, now: datetime) -> int:
    """Try once more to send a mail that waits or has failed. Returns its id.

    Refused: anybody but administrators, no mail server set up, a mail that was sent (its text is not kept).
    """
    check_administer(actor)
    mail = Mail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None:
        raise NotThere
    if mail.state == Mail.SENT:
        raise Refused(_("This mail was sent already, and its text is not kept."))
    if not is_set_up():
        raise Refused(_("There is no mail server to send it by yet. Set mail.host in the board's configuration first."))
    mail.state, mail.last_error = Mail.WAITING, ""
    mail.save(update_fields=["state", "last_error"])
    send_mail.enqueue(mail_id=mail.pk)
    return mail.pk
