"""A picture beside the name."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import NotThere
from threadkeep.members.actions.remove_avatar import remove_avatar
from threadkeep.members.actions.set_avatar import set_avatar
from threadkeep.members.avatars import SIDE, picture_of
from threadkeep.members.models import Member
from threadkeep.members.viewer import viewer_for

from .door import person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def png(width=300, height=200):
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return file.getvalue()


def upload(client, data, name="me.png"):
    return client.post("/preferences/picture", {"picture": SimpleUploadedFile(name, data)})


def test_an_uploaded_picture_becomes_a_square_webp_that_may_be_kept_for_ever():
    person("marta")
    client, _answer = sign_in("marta")
    assert upload(client, png()).status_code == 302
    blob = Member.objects.select_related("avatar").get().avatar
    answer = Client().get(f"/avatar/{blob.sha256}")
    data = b"".join(answer.streaming_content)
    assert Image.open(BytesIO(data)).size == (SIDE, SIDE)
    assert answer["Content-Type"] == "image/webp"
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Event.objects.filter(name="ProfileEdited").count() == 1
    assert f"/avatar/{blob.sha256}" in client.get("/preferences/profile").content.decode()


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', png()[:90]]
)
def test_what_is_no_picture_is_refused_beside_the_field(data):
    person("marta")
    client, _answer = sign_in("marta")
    answer = upload(client, data)
    assert answer.status_code == 422
    assert 'id="picture_error"' in answer.content.decode()
    assert Member.objects.get().avatar is None


def test_too_large_a_file_is_refused():
    person("marta")
    client, _answer = sign_in("marta")
    answer = upload(client, png() + bytes(8 * 1024 * 1024))
    assert answer.status_code == 413
    assert "larger than 8 MB" in answer.content.decode()


def test_a_picture_taken_away_is_gone():
    person("marta")
    client, _answer = sign_in("marta")
    upload(client, png())
    sha256 = Member.objects.select_related("avatar").get().avatar.sha256
    client.post("/preferences/picture", {"remove": "1"})
    assert Member.objects.get().avatar is None
    assert Client().get(f"/avatar/{sha256}").status_code == 404


def test_the_address_of_bytes_that_are_nobodys_avatar_is_nothing():
    assert Client().get(f"/avatar/{'0' * 64}").status_code == 404


def test_nobody_changes_somebody_elses_picture():
    marta, yusuf = person("marta"), viewer_for(person("yusuf"))
    with pytest.raises(NotThere):
        set_avatar(actor=yusuf, member_id=marta.pk, picture=picture_of(BytesIO(png())), now=timezone.now())
    with pytest.raises(NotThere):
        remove_avatar(actor=yusuf, member_id=marta.pk, now=timezone.now())
