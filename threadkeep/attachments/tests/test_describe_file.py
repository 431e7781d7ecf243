import pytest

from threadkeep.attachments.actions.describe_file import describe_file
from threadkeep.attachments.tests.conftest import Shelf, facts
from threadkeep.kernel.refused import NotThere, Refused


def _describe(shelf: Shelf, pk: int, who: str, alt: str = "Three boats", caption: str = "At dawn") -> None:
    describe_file(actor=shelf.cast.viewer(who), attachment_id=pk, alt=alt, caption=caption, now=shelf.cast.now)


@pytest.mark.parametrize("who", ["marta", "moderator"])
def test_authors_and_moderators_describe_a_file_on_a_post(shelf: Shelf, who: str) -> None:
    pk = shelf.posted("marta")
    _describe(shelf, pk, who)
    file = shelf.file(pk)
    assert (file.alt, file.caption) == ("Three boats", "At dawn")
    assert [told["attachment_id"] for told in facts("FileDescribed")] == [pk]


def test_an_upload_on_no_post_is_described_by_its_uploader_alone(shelf: Shelf) -> None:
    pk = shelf.upload("marta")
    _describe(shelf, pk, "marta")
    for who in ("yusuf", "moderator", "guest"):
        with pytest.raises(NotThere):
            _describe(shelf, pk, who)


def test_nobody_else_describes_it(shelf: Shelf) -> None:
    pk = shelf.posted("marta")
    with pytest.raises(Refused, match="author and the moderators"):
        _describe(shelf, pk, "yusuf")
    assert shelf.file(pk).alt == ""


@pytest.mark.parametrize("field", ["alt", "caption"])
def test_words_that_are_too_long_are_refused_not_cut(shelf: Shelf, field: str) -> None:
    pk = shelf.upload("marta")
    with pytest.raises(Refused) as refusal:
        _describe(shelf, pk, "marta", **{field: "x" * 501})
    assert refusal.value.field == field
