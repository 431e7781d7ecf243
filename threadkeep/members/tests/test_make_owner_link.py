"""Making the one-time key to a board without an owner."""

import pytest
from django.utils import timezone

from threadkeep.members.actions.make_owner_link import make_owner_link
from threadkeep.members.models import OwnerLink
from threadkeep.members.owner import hash_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_new_key_takes_the_place_of_the_unused_ones_before_it():
    make_owner_link(token_hash=hash_of("first"), now=timezone.now())
    newest = make_owner_link(token_hash=hash_of("second"), now=timezone.now())
    assert list(OwnerLink.objects.values_list("pk", "token_hash")) == [(newest, hash_of("second"))]


def test_a_used_one_stays_on_record():
    used = make_owner_link(token_hash=hash_of("first"), now=timezone.now())
    OwnerLink.objects.update(used_at=timezone.now())
    make_owner_link(token_hash=hash_of("second"), now=timezone.now())
    assert OwnerLink.objects.filter(pk=used).exists()
