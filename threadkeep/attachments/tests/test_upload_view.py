"""The address that files are sent to while somebody writes."""

import dataclasses
import errno
import os

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from threadkeep.attachments.models import Attachment, Blob
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import picture


def _send(shelf: Shelf, who: str = "marta", data: bytes | None = None, name: str = "harbour.png", **headers: str):
    body = {"file": SimpleUploadedFile(name, picture() if data is None else data)}
    address = f"/a/upload?board={shelf.cast.open_board.pk}"
    return shelf.cast.browser(who).post(address, body, headers=headers)


def test_a_picture_is_taken_and_described(shelf: Shelf) -> None:
    answer = _send(shelf, data=picture(size=(300, 200)))
    assert answer.status_code == 201
    told = answer.json()
    assert told | {"id": 0} == {
        "id": 0,
        "name": "harbour.png",
        "size": Blob.objects.get().size,
        "is_picture": True,
        "width": 300,
        "height": 200,
        "url": f"/a/{told['id']}/harbour.png",
        "thumb_url": f"/a/{told['id']}/harbour.png",
    }
    assert shelf.cast.browser("marta").get(told["thumb_url"]).status_code == 200


def test_another_file_has_no_picture(shelf: Shelf) -> None:
    told = _send(shelf, data=b"words", name="tides.txt").json()
    assert (told["is_picture"], told["thumb_url"], told["width"]) == (False, None, None)


def test_sent_twice_with_one_key_it_is_one_file(shelf: Shelf) -> None:
    first, second = (_send(shelf, **{"idempotency-key": "key-1"}).json() for _try in range(2))
    assert first == second
    assert Attachment.objects.count() == 1


def test_another_file_under_a_used_key_is_a_conflict(shelf: Shelf) -> None:
    _send(shelf, **{"idempotency-key": "key-1"})
    answer = _send(shelf, data=b"other", **{"idempotency-key": "key-1"})
    assert answer.status_code == 409
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("who", ["guest", "banned"])
def test_guests_are_told_to_sign_in(shelf: Shelf, who: str) -> None:
    answer = _send(shelf, who)
    assert answer.status_code == 403
    assert "sign in" in answer.json()["error"]
    assert not Blob.objects.exists()


def test_a_board_one_may_not_see_is_like_one_that_is_not_there(shelf: Shelf) -> None:
    browser = shelf.cast.browser("marta")
    answers = []
    for board in (shelf.cast.staff_board.pk, 987_654, "x", "", "-1", "9" * 30):
        answer = browser.post(f"/a/upload?board={board}", {"file": SimpleUploadedFile("a.txt", b"words")})
        answers.append((answer.status_code, answer.content))
    assert set(answers) == {(404, answers[0][1])}
    assert not Blob.objects.exists()


def test_no_file_and_an_empty_file_are_refused_in_words(shelf: Shelf) -> None:
    nothing = shelf.cast.browser("marta").post(f"/a/upload?board={shelf.cast.open_board.pk}")
    assert (nothing.status_code, "No file" in nothing.json()["error"]) == (422, True)
    empty = _send(shelf, data=b"")
    assert (empty.status_code, "empty" in empty.json()["error"]) == (422, True)


def test_what_is_too_large_is_refused_with_the_limit(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    config = settings.THREADKEEP
    small = dataclasses.replace(config, files=dataclasses.replace(config.files, max_bytes=2048))
    monkeypatch.setattr(settings, "THREADKEEP", small)
    answer = _send(shelf, data=b"x" * 2049)
    assert answer.status_code == 413
    assert "2 kB" in answer.json()["error"]
    assert _send(shelf, data=b"x" * 2048).status_code == 201


def test_too_often_is_refused_with_a_time_to_wait(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    config = settings.THREADKEEP
    strict = dataclasses.replace(config, limits=dataclasses.replace(config.limits, upload=1))
    monkeypatch.setattr(settings, "THREADKEEP", strict)
    answers = [_send(shelf, data=f"words {number}".encode()) for number in range(6)]
    assert [answer.status_code for answer in answers] == [201] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert _send(shelf, "yusuf").status_code == 201


def test_a_full_disk_is_507_and_nothing_is_there(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        answer = _send(shelf)
    assert answer.status_code == 507
    assert "disk is full" in answer.json()["error"]
    assert not Attachment.objects.exists()
    assert _send(shelf).status_code == 201


def test_without_the_forms_token_it_is_refused(shelf: Shelf) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(shelf.cast.marta, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/a/upload?board={shelf.cast.open_board.pk}"
    assert browser.post(address, {"file": SimpleUploadedFile("a.txt", b"words")}).status_code == 403
    assert not Blob.objects.exists()


def test_a_get_is_no_upload(shelf: Shelf) -> None:
    assert shelf.cast.browser("marta").get("/a/upload?board=1").status_code == 405


def test_an_upload_can_be_discarded_by_a_script_and_by_a_form(shelf: Shelf) -> None:
    browser = shelf.cast.browser("marta")
    one, two = shelf.upload("marta"), shelf.upload("marta")
    assert browser.post(f"/a/upload/{one}/discard", headers={"accept": "application/json"}).status_code == 204
    assert browser.post(f"/a/upload/{two}/discard").status_code == 302
    assert not Attachment.objects.exists()
    assert browser.post(f"/a/upload/{one}/discard").status_code == 404
