"""Taking the picture away."""

from io import BytesIO

import pytest
from django.utils import timezone

from threadkeep.kernel.refused import Refused
from threadkeep.members.actions.remove_avatar import remove_avatar
from threadkeep.members.actions.set_avatar import set_avatar
from threadkeep.members.avatars import picture_of
from threadkeep.members.models import Group, Member
from threadkeep.members.viewer import GUEST, viewer_for

from .door import person
from .test_set_avatar import png

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def test_an_administrator_may_take_a_picture_away_and_a_guest_may_not():
    marta, olga = person("marta"), person("olga", group_keys=[Group.ADMINISTRATORS])
    set_avatar(actor=viewer_for(marta), member_id=marta.pk, picture=picture_of(BytesIO(png())), now=NOW)
    with pytest.raises(Refused):
        remove_avatar(actor=GUEST, member_id=marta.pk, now=NOW)
    remove_avatar(actor=viewer_for(olga), member_id=marta.pk, now=NOW)
    assert Member.objects.get(pk=marta.pk).avatar is None
