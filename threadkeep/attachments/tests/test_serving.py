"""Files over HTTP: who gets them, as what, and in which part."""

import re

import pytest
from django.conf import settings
from django.db.models import F

from threadkeep.attachments import blobs, missing
from threadkeep.attachments.chores import write_down_what_is_missing
from threadkeep.attachments.models import Attachment, Blob
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import SECRET, exif, opened, picture
from threadkeep.boards.models import Grant, Tree
from threadkeep.kernel.worker import drain
from threadkeep.topics.models import Post, Topic

WORDS = b"Ebbe um sechs, sagt man.\n" * 40_000


def _get(shelf: Shelf, pk: int, who: str = "guest", **headers: str):
    return shelf.cast.browser(who).get(f"/a/{pk}/x", headers=headers)


def _bytes(answer) -> bytes:
    return b"".join(answer)


def test_a_guest_gets_a_picture_of_an_open_board(shelf: Shelf) -> None:
    data = picture()
    answer = _get(shelf, shelf.posted(data=data, name="Föhr.png"))
    assert answer.status_code == 200
    assert _bytes(answer) == data
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"].startswith('inline; filename="Fohr.png"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Content-Length"] == str(len(data))


def test_what_is_served_has_no_place_and_no_camera_in_it(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    data = picture("JPEG", exif=exif())
    pk = shelf.posted(data=data)
    assert SECRET not in _bytes(_get(shelf, pk))
    config = settings.THREADKEEP
    keeps = dataclasses.replace(config, files=dataclasses.replace(config.files, keep_metadata=True))
    monkeypatch.setattr(settings, "THREADKEEP", keeps)
    assert _bytes(_get(shelf, pk)) == data


def test_a_picture_is_there_in_its_sizes(shelf: Shelf) -> None:
    pk = shelf.posted(data=picture("JPEG", (1000, 500), exif=exif()))
    assert shelf.cast.browser().get(f"/a/{pk}/size/480.webp").status_code == 404
    drain()
    for kind in ("webp", "avif"):
        answer = shelf.cast.browser().get(f"/a/{pk}/size/480.{kind}")
        assert answer.headers["Content-Type"] == f"image/{kind}"
        data = _bytes(answer)
        assert opened(data).size == (480, 240)
        assert SECRET not in data
    for wrong in ("481.webp", "480.png", "480.svg", "0.webp", "-1.webp", "x.webp"):
        assert shelf.cast.browser().get(f"/a/{pk}/size/{wrong}").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("marta", 200), ("yusuf", 404), ("moderator", 404), ("administrator", 404), ("guest", 404), ("banned", 404)],
)
def test_an_upload_on_no_post_is_its_uploaders_alone(shelf: Shelf, who: str, status: int) -> None:
    assert _get(shelf, shelf.upload("marta"), who).status_code == status


@pytest.mark.parametrize(
    ("board", "who", "status"),
    [
        ("members_board", "marta", 200),
        ("members_board", "guest", 404),
        ("members_board", "banned", 404),
        ("staff_board", "moderator", 200),
        ("staff_board", "marta", 404),
        ("staff_board", "guest", 404),
    ],
)
def test_a_file_obeys_the_board_it_is_on(shelf: Shelf, board: str, who: str, status: int) -> None:
    pk = shelf.posted("moderator", name="canary.png", board=getattr(shelf.cast, board))
    drain()
    for address in (f"/a/{pk}/canary.png", f"/a/{pk}/size/480.webp"):
        answer = shelf.cast.browser(who).get(address)
        assert answer.status_code == status


def test_hidden_and_absent_look_the_same(shelf: Shelf) -> None:
    hidden = shelf.posted("moderator", name="canary.png", board=shelf.cast.staff_board)
    answers = [shelf.cast.browser("marta").get(f"/a/{pk}/x") for pk in (hidden, 987_654)]
    # What differs by its nature: the address that was asked for, and the token of the page's form.
    other = re.compile(rb'/a/[0-9]+/x|name="csrfmiddlewaretoken" value="[^"]*"')
    bodies = [other.sub(b"", answer.content) for answer in answers]
    assert bodies[0] == bodies[1]
    changing = {"X-Request-Id", "Content-Length", "Set-Cookie"}
    told = [{name: value for name, value in answer.headers.items() if name not in changing} for answer in answers]
    assert told[0] == told[1]
    assert b"canary" not in answers[0].content


def test_the_right_is_looked_at_again_on_every_request(shelf: Shelf) -> None:
    pk = shelf.posted()
    etag = _get(shelf, pk).headers["ETag"]
    shelf.cast.open_board.permission_set = shelf.cast.staff_board.permission_set
    shelf.cast.open_board.save()
    Tree.objects.update(version=F("version") + 1)
    assert _get(shelf, pk).status_code == 404
    assert _get(shelf, pk, **{"if-none-match": etag}).status_code == 404


def test_without_the_right_to_see_files_the_answer_says_so(shelf: Shelf) -> None:
    pk = shelf.posted()
    Grant.objects.filter(permission="see_files", group__key="guests").delete()
    Tree.objects.update(version=F("version") + 1)
    answer = _get(shelf, pk)
    assert answer.status_code == 403
    assert b"not open its files" in answer.content
    assert _get(shelf, pk, "yusuf").status_code == 200


@pytest.mark.parametrize(("who", "status"), [("marta", 200), ("moderator", 200), ("yusuf", 403), ("guest", 403)])
def test_a_file_that_waits_is_for_its_uploader_and_those_who_check(shelf: Shelf, who: str, status: int) -> None:
    pk = shelf.posted("marta")
    Attachment.objects.update(state=Attachment.AWAITING)
    assert _get(shelf, pk, who).status_code == status


@pytest.mark.parametrize("who", ["marta", "yusuf", "guest", "moderator"])
def test_a_removed_file_says_who_and_why(shelf: Shelf, who: str) -> None:
    pk = shelf.posted("marta")
    shelf.remove(pk, reason="Shows a face.")
    answer = _get(shelf, pk, who)
    assert answer.status_code == 410
    assert b"Moderator removed this file" in answer.content
    assert b"Shows a face." in answer.content


def test_a_file_goes_with_its_post_and_its_topic(shelf: Shelf) -> None:
    pk = shelf.posted()
    Post.objects.update(deleted_at=shelf.cast.now)
    assert _get(shelf, pk).status_code == 410
    assert _get(shelf, pk, "moderator").status_code == 200
    Post.objects.update(deleted_at=None)
    Topic.objects.update(deleted_at=shelf.cast.now)
    assert _get(shelf, pk).status_code == 410


def test_bytes_that_are_not_there_are_said_and_written_down(shelf: Shelf) -> None:
    pk = shelf.posted()
    blobs.path_of(shelf.file(pk).blob.sha256).unlink()
    assert _get(shelf, pk).status_code == 410
    assert shelf.file(pk).blob.missing_since is None, "a GET writes nothing"
    write_down_what_is_missing(shelf.cast.now)
    assert shelf.file(pk).blob.missing_since == shelf.cast.now
    assert missing.take_noted() == []
    assert b"its bytes cannot be found" in _get(shelf, pk).content


def test_who_has_it_already_is_told_so(shelf: Shelf) -> None:
    pk = shelf.posted()
    etag = _get(shelf, pk).headers["ETag"]
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = _get(shelf, pk, **{"if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["ETag"] == etag
    assert _get(shelf, pk, **{"if-none-match": '"other"'}).status_code == 200


def test_a_head_has_the_headers_and_no_body(shelf: Shelf) -> None:
    pk = shelf.posted(data=WORDS, name="tides.txt")
    answer = shelf.cast.browser().head(f"/a/{pk}/tides.txt")
    assert (answer.status_code, _bytes(answer)) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(WORDS))


def test_a_large_file_comes_in_pieces_and_whole(shelf: Shelf) -> None:
    answer = _get(shelf, shelf.posted(data=WORDS, name="tides.txt"))
    assert answer.streaming
    assert _bytes(answer) == WORDS
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_nothing_is_compressed_on_the_way(shelf: Shelf) -> None:
    answer = _get(shelf, shelf.posted(data=WORDS, name="tides.txt"), **{"accept-encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Length"] == str(len(WORDS))
    assert answer.headers["ETag"].startswith('"')


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=999990-", 999_990, 1_000_000),
        ("bytes=-5", 999_995, 1_000_000),
        ("bytes=-9999999", 0, 1_000_000),
        ("bytes=100-9999999", 100, 1_000_000),
        ("BYTES=1-600000", 1, 600_001),
    ],
)
def test_a_part_can_be_asked_for(shelf: Shelf, asked: str, start: int, end: int) -> None:
    assert len(WORDS) == 1_000_000
    answer = _get(shelf, shelf.posted(data=WORDS, name="tides.txt"), range=asked)
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/1000000"
    assert answer.headers["Content-Length"] == str(end - start)
    assert _bytes(answer) == WORDS[start:end]


@pytest.mark.parametrize("asked", ["bytes=1000000-", "bytes=2000000-3000000", "bytes=-0"])
def test_a_part_outside_the_file_is_416(shelf: Shelf, asked: str) -> None:
    answer = _get(shelf, shelf.posted(data=WORDS, name="tides.txt"), range=asked)
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */1000000"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=a-b",
        "items=0-5",
        "bytes=0-1,5-6",
        "bytes=0-1, 2-3, 4-5," + "6-7," * 500,
        "bytes=" + "9" * 5000 + "-",
        "bytes=0x10-0x20",
    ],
)
def test_nonsense_and_many_parts_get_the_whole(shelf: Shelf, asked: str) -> None:
    answer = _get(shelf, shelf.posted(data=b"words", name="a.txt"), range=asked)
    assert (answer.status_code, _bytes(answer)) == (200, b"words")


def test_a_part_of_something_else_by_now_is_the_whole(shelf: Shelf) -> None:
    pk = shelf.posted(data=b"words", name="a.txt")
    etag = _get(shelf, pk).headers["ETag"]
    assert _get(shelf, pk, range="bytes=0-1", **{"if-range": etag}).status_code == 206
    for other in ('"other"', f"W/{etag}", "Sun, 22 Nov 2026 10:00:00 GMT"):
        assert _get(shelf, pk, range="bytes=0-1", **{"if-range": other}).status_code == 200


def test_a_file_called_like_a_form_is_still_a_file(shelf: Shelf) -> None:
    from threadkeep.kernel import addresses

    for name in ("remove", "restore", "size"):
        pk = shelf.posted(data=b"words", name=name)
        assert _bytes(shelf.cast.browser().get(addresses.attachment(pk, name))) == b"words"


@pytest.mark.parametrize("path", ["/a/0/x", "/a/007/x", "/a/99999999999999999999/x", "/a/x/x", "/a/-1/x", "/a/1/x/y"])
def test_addresses_that_are_none_are_404(shelf: Shelf, path: str) -> None:
    shelf.posted()
    assert shelf.cast.browser().get(path).status_code == 404


def test_only_reading_is_done_here(shelf: Shelf) -> None:
    pk = shelf.posted()
    assert shelf.cast.browser("marta").post(f"/a/{pk}/harbour.png").status_code == 405
    assert Blob.objects.count() == 1


def test_a_file_costs_few_queries(shelf: Shelf, django_assert_max_num_queries) -> None:
    pk = shelf.posted()
    browser = shelf.cast.browser()
    browser.get(f"/a/{pk}/x")
    with django_assert_max_num_queries(2):
        browser.get(f"/a/{pk}/x")


def test_a_sound_may_be_played_and_still_runs_nothing(shelf: Shelf) -> None:
    answer = _get(shelf, shelf.posted(data=b"fLaC\0\0\0\x22" + b"<script>1</script>", name="bell.flac"))
    assert answer.headers["Content-Type"] == "audio/flac"
    policy = answer.headers["Content-Security-Policy"]
    assert policy == "sandbox allow-same-origin; default-src 'none'; media-src 'self'"
    assert "allow-scripts" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
