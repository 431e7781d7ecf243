"""What a member tells about themselves."""

import pytest
from django.utils import timezone

from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.actions.edit_profile import edit_profile
from threadkeep.members.models import Member
from threadkeep.members.viewer import viewer_for

from .door import person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def edit(member, actor=None, **fields):
    told = {"about": "", "website": "", "signature": "", "signature_html": "", **fields}
    return edit_profile(actor=viewer_for(actor or member), member_id=member.pk, now=timezone.now(), **told)


def test_the_form_keeps_it_and_renders_the_signature_safely():
    person("marta")
    client, _answer = sign_in("marta")
    client.post(
        "/preferences/profile",
        {"about": " Nets. ", "website": "marta.example", "signature": "*calm* <script>alert(1)</script>"},
    )
    member = Member.objects.get()
    assert (member.about, member.website) == ("Nets.", "https://marta.example")
    assert "<em>calm</em>" in member.signature_html
    assert "<script>" not in member.signature_html
    assert Event.objects.filter(name="ProfileEdited").count() == 1


@pytest.mark.parametrize("website", ["javascript:alert(1)", "ftp://x.example/"])
def test_a_website_is_a_web_address(website):
    marta = person("marta")
    with pytest.raises(Refused) as refusal:
        edit(marta, website=website)
    assert refusal.value.field == "website"
    client, _answer = sign_in("marta")
    assert client.post("/preferences/profile", {"website": website}).status_code == 422
    assert Member.objects.get().website == ""


def test_too_long_a_story_is_given_back():
    person("marta")
    client, _answer = sign_in("marta")
    answer = client.post("/preferences/profile", {"about": "long " * 2001})
    assert answer.status_code == 422
    assert "long long long" in answer.content.decode()
    marta = Member.objects.get()
    with pytest.raises(Refused):
        edit(marta, about="x" * 10_001)


def test_nobody_edits_somebody_elses():
    marta = person("marta")
    with pytest.raises(NotThere):
        edit(marta, actor=person("yusuf"), about="Silly.")
    assert Member.objects.get(pk=marta.pk).about == ""
