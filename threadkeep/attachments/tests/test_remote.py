"""Pictures elsewhere: remembered always, asked after only if the board may."""

import dataclasses
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from threadkeep.attachments import chores, jobs
from threadkeep.attachments.models import RemotePicture
from threadkeep.attachments.remote import hash_of, host_of
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.kernel import fetch
from threadkeep.kernel.fetch import Fetched, NotFetched
from threadkeep.kernel.worker import drain

URL = "https://example.org/boat.jpg"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fetching is on, and nobody is really asked; the answer is what `answers` says, else 200."""
    config = settings.THREADKEEP
    monkeypatch.setattr(
        settings, "THREADKEEP", dataclasses.replace(config, fetch=dataclasses.replace(config.fetch, enabled=True))
    )
    urls: list[str] = []

    def answer(url: str) -> Fetched:
        urls.append(url)
        return Fetched(200, url, "image/jpeg", b"", False)

    monkeypatch.setattr(fetch, "fetch", answer)
    return urls


def _answers(monkeypatch: pytest.MonkeyPatch, answer: int | NotFetched) -> None:
    def fetch_it(url: str) -> Fetched:
        if isinstance(answer, NotFetched):
            raise answer
        return Fetched(answer, url, "", b"", False)

    monkeypatch.setattr(fetch, "fetch", fetch_it)


def _known(**more: object) -> RemotePicture:
    return RemotePicture.objects.create(url=URL, url_hash=hash_of(URL), **more)


def test_pictures_elsewhere_are_remembered_once_and_nobody_is_asked(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "fetch", lambda _url: pytest.fail("asked"))
    topic_id = shelf.cast.topic("marta", text=f"![a]({URL}) and ![b]({URL})")
    shelf.cast.reply("yusuf", topic_id, f"> ![a]({URL})\n\nand [a link](https://example.org/page)")
    drain()
    chores.look_at_pictures_elsewhere(timezone.now())
    drain()
    assert RemotePicture.objects.get().url == URL


def test_a_new_one_is_asked_after_when_fetching_is_on(shelf: Shelf, asked: list[str]) -> None:
    shelf.cast.topic("marta", text=f"![a]({URL})")
    drain()
    assert asked == [URL]
    assert RemotePicture.objects.get().checked_at is not None


@pytest.mark.parametrize("status", [404, 410])
def test_what_says_that_it_is_gone_is_gone_and_may_come_back(
    db: None, asked: list[str], monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    remote = _known()
    _answers(monkeypatch, status)
    jobs.look_at_remote_picture.call(remote.pk)
    remote.refresh_from_db()
    assert remote.gone_since is not None
    assert remote.why == f"HTTP {status}"
    _answers(monkeypatch, 200)
    jobs.look_at_remote_picture.call(remote.pk)
    remote.refresh_from_db()
    assert (remote.gone_since, remote.why) == (None, "")


@pytest.mark.parametrize("status", [200, 401, 403, 429, 500, 503])
def test_what_is_shy_or_ill_is_not_gone(
    db: None, asked: list[str], monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    remote = _known()
    _answers(monkeypatch, status)
    jobs.look_at_remote_picture.call(remote.pk)
    remote.refresh_from_db()
    assert remote.gone_since is None


def test_silence_counts_when_it_lasts(db: None, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    remote = _known()
    _answers(monkeypatch, NotFetched("it does not answer", is_silence=True))
    for _try in range(3):
        jobs.look_at_remote_picture.call(remote.pk)
    remote.refresh_from_db()
    assert remote.gone_since is None, "three times in a minute is once"
    RemotePicture.objects.update(checked_at=timezone.now() - timedelta(days=1))
    jobs.look_at_remote_picture.call(remote.pk)
    remote.refresh_from_db()
    assert remote.gone_since is not None


def test_what_we_refuse_to_ask_is_not_said_to_be_gone(
    db: None, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    remote = _known(checked_at=timezone.now() - timedelta(days=9), why="not asked: inside")
    _answers(monkeypatch, NotFetched("the address is not on the public internet"))
    jobs.look_at_remote_picture.call(remote.pk)
    remote.refresh_from_db()
    assert remote.gone_since is None


def test_they_are_asked_after_again_in_their_time(db: None, asked: list[str]) -> None:
    now = timezone.now()
    remote = _known(checked_at=now - timedelta(days=6))
    chores.look_at_pictures_elsewhere(now)
    drain()
    assert asked == []
    chores.look_at_pictures_elsewhere(now + timedelta(days=2))
    drain()
    assert asked == [URL]
    RemotePicture.objects.update(gone_since=now, checked_at=now - timedelta(days=29))
    chores.look_at_pictures_elsewhere(now)
    drain()
    assert asked == [URL]
    assert remote.pk


def test_a_site_is_named_as_people_name_it() -> None:
    assert host_of("https://www.Example.org:443/x") == "example.org"
    assert host_of("http://[broken/x") == "http://[broken/x"
