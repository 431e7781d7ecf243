import pytest
from django_tasks_db.models import DBTaskResult

from threadkeep.alerts.actions.send_mail_again import send_mail_again
from threadkeep.alerts.models import Mail
from threadkeep.alerts.tests.test_outbox import write
from threadkeep.kernel import jobs
from threadkeep.kernel.refused import NotThere, Refused


def test_a_failed_mail_is_tried_once_more(cast, mail_server):
    mail_server.answers = ["550 5.1.1 full"]
    mail = write()
    jobs.run_next()
    assert send_mail_again(actor=cast.viewer("administrator"), mail_id=mail.pk, now=cast.now) == mail.pk
    assert Mail.objects.get().last_error == ""
    jobs.run_next()
    assert Mail.objects.get().state == Mail.SENT
    with pytest.raises(Refused, match="sent already"):
        send_mail_again(actor=cast.viewer("administrator"), mail_id=mail.pk, now=cast.now)


def test_without_a_mail_server_there_is_nothing_to_try(cast):
    mail = write()
    with pytest.raises(Refused, match="no mail server"):
        send_mail_again(actor=cast.viewer("administrator"), mail_id=mail.pk, now=cast.now)
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize("who", ["guest", "marta", "moderator"])
def test_for_others_there_is_no_outbox(cast, mail_server, who):
    mail = write()
    DBTaskResult.objects.all().delete()
    with pytest.raises(NotThere):
        send_mail_again(actor=cast.viewer(who), mail_id=mail.pk, now=cast.now)
    assert not DBTaskResult.objects.exists()


def test_a_mail_that_is_not_there(cast, mail_server):
    with pytest.raises(NotThere):
        send_mail_again(actor=cast.viewer("administrator"), mail_id=99, now=cast.now)


@pytest.mark.parametrize("who", ["guest", "marta", "moderator"])
def test_the_page_is_for_administrators_only(cast, who):
    write()
    answer = cast.browser(who).get("/panel/outbox")
    assert answer.status_code == 404
    assert "secret-link" not in answer.content.decode()


def test_the_text_is_shown_only_as_long_as_no_mail_is_set_up(cast):
    write()
    page = cast.browser("administrator").get("/panel/outbox").content.decode()
    assert "secret-link" in page
    assert "Your new password" in page


def test_once_mail_is_set_up_the_page_shows_states_and_no_texts(cast, mail_server):
    mail_server.answers = ["550 5.1.1 no such mailbox"]
    mail = write()
    jobs.run_next()
    client = cast.browser("administrator")
    page = client.get("/panel/outbox").content.decode()
    assert "secret-link" not in page
    assert "no such mailbox" in page
    assert client.post(f"/panel/outbox/{mail.pk}/send").status_code == 302
    jobs.run_next()
    assert Mail.objects.get().state == Mail.SENT
