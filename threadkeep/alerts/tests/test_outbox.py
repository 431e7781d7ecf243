"""Mails: kept with what caused them, sent by a job, never lost, never told to whom it is no business of."""

import logging
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.core.mail import send_mail as django_send
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from threadkeep.alerts.chores import tidy_outbox
from threadkeep.alerts.models import Mail
from threadkeep.kernel import jobs

ADDRESS = "ines@mail.example"


def write(subject="Your new password", to=ADDRESS):
    django_send(subject, "Open https://board.example/secret-link", "forum@board.example", [to])
    return Mail.objects.latest("id")


@pytest.mark.django_db
def test_without_a_mail_server_a_mail_waits_and_nothing_is_tried():
    mail = write()
    assert (mail.state, mail.to_address, mail.subject) == (Mail.WAITING, ADDRESS, "Your new password")
    assert "secret-link" in mail.text
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_each_addressee_is_a_mail_of_its_own():
    EmailMessage("News", "Hello", "forum@board.example", ["a@mail.example", "b@mail.example"]).send()
    assert set(Mail.objects.values_list("to_address", flat=True)) == {"a@mail.example", "b@mail.example"}


@pytest.mark.django_db
def test_a_mail_says_that_no_person_wrote_it_and_not_which_machine_sent_it(settings):
    import socket

    mail = write()
    assert "Auto-Submitted: auto-generated" in mail.message
    host = settings.THREADKEEP.server.public_url.partition("://")[2].partition(":")[0]
    assert f"@{host}>" in mail.message
    assert socket.gethostname() not in mail.message


@pytest.mark.django_db
def test_with_a_mail_server_the_mail_is_sent_once_and_its_text_let_go(mail_server):
    mail = write()
    assert jobs.run_next() == 1
    ((recipients, data),) = mail_server.taken
    assert recipients == [f"rcpt to:<{ADDRESS}>"]
    assert "secret-link" in data
    assert "Subject: Your new password" in data
    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.message) == (Mail.SENT, "", "")
    assert mail.sent_at is not None

    DBTaskResult.objects.update(status="READY")
    jobs.run_next()
    assert len(mail_server.taken) == 1


@pytest.mark.django_db
def test_a_mail_of_a_transaction_that_fails_never_was(mail_server):
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert not Mail.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_a_server_that_says_later_is_tried_later_with_the_same_message_id(mail_server, caplog):
    mail_server.answers = [f"450 4.2.0 <{ADDRESS}> greylisted"]
    mail = write()
    with caplog.at_level(logging.DEBUG):
        assert jobs.run_next() == 1
    mail.refresh_from_db()
    assert mail.state == Mail.WAITING
    assert "greylisted" in mail.last_error
    assert mail_server.taken == []
    # Neither the log nor the job's row says to whom.
    job = DBTaskResult.objects.get()
    assert ADDRESS not in caplog.text
    assert ADDRESS not in str(vars(job))
    assert job.run_after > timezone.now()

    assert jobs.run_next() == 0
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(minutes=1))
    assert jobs.run_next() == 1
    assert len(mail_server.taken) == 1
    assert f"Message-ID: {_id_of(mail.message)}" in mail_server.taken[0][1]


def _id_of(message):
    return next(line for line in message.splitlines() if line.startswith("Message-ID: ")).split(" ", 1)[1]


@pytest.mark.django_db
def test_an_address_that_is_none_fails_for_good_and_says_why(mail_server):
    mail_server.answers = ["550 5.1.1 no such mailbox"]
    mail = write()
    jobs.run_next()
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (Mail.FAILED, "550 5.1.1 no such mailbox")
    assert jobs.run_next() == 0


@pytest.mark.django_db
def test_a_server_that_is_away_costs_no_mail(mail_server):
    mail_server.shutdown()
    mail_server.server_close()
    mail = write()
    jobs.run_next()
    mail.refresh_from_db()
    assert mail.state == Mail.WAITING
    assert "ConnectionRefusedError" in mail.last_error


@pytest.mark.django_db
def test_a_host_in_any_script_is_written_as_dns_knows_it(mail_server):
    write(to="ines@bücher.example")
    jobs.run_next()
    assert mail_server.taken[0][0] == ["rcpt to:<ines@xn--bcher-kva.example>"]


@pytest.mark.django_db
def test_a_subject_with_a_line_break_adds_no_header(mail_server):
    with pytest.raises(ValueError, match="linefeed"):
        write("Hello\r\nBcc: everybody@mail.example")
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_old_mails_go_and_those_nobody_tries_again_have_failed(mail_server):
    old, stuck, fresh = write(), write(), write()
    now = timezone.now()
    Mail.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=31))
    Mail.objects.filter(pk=stuck.pk).update(created_at=now - timedelta(days=5), last_error="450 later")
    tidy_outbox(now)
    assert dict(Mail.objects.values_list("id", "state")) == {stuck.pk: Mail.FAILED, fresh.pk: Mail.WAITING}
