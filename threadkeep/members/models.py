"""Members and their groups."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Group(models.Model):
    """A set of members that permissions are given to. Five are built in and found by their `key`."""

    ADMINISTRATORS = "administrators"
    MODERATORS = "moderators"
    MEMBERS = "members"
    NEWCOMERS = "newcomers"
    GUESTS = "guests"
    BUILT_IN = (ADMINISTRATORS, MODERATORS, MEMBERS, NEWCOMERS, GUESTS)

    key = models.CharField(max_length=40, unique=True)
    # Built-in groups are shown under a translated name as long as this is empty.
    name = models.CharField(max_length=60, blank=True)
    # Shown under the member's name on posts; empty shows nothing.
    title = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField(default=0)
    # For how many minutes its members may edit what they posted: 0 is always. Empty says nothing: posts.edit_minutes.
    edit_minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name or self.key


class Member(AbstractBaseUser):
    """Someone with an account."""

    THEMES = [("system", "system"), ("light", "light"), ("dark", "dark")]
    DENSITIES = [("compact", "compact"), ("normal", "normal"), ("roomy", "roomy")]

    # What is typed to sign in. `username_key` and `name_key` are what must be unique: see members/names.py.
    username = models.CharField(max_length=60)
    username_key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=200, unique=True)
    # allauth keeps e-mail addresses in its own table; this is the primary one, for its convenience.
    email = models.EmailField(blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    groups = models.ManyToManyField(Group, through="Membership", related_name="members")

    title = models.CharField(max_length=60, blank=True)
    about = models.TextField(blank=True)
    website = models.URLField(blank=True)
    signature = models.TextField(blank=True)
    signature_html = models.TextField(blank=True)
    avatar = models.ForeignKey("attachments.Blob", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    # Derived: posts that stand (not deleted, in topics that stand). Written by an effect, rebuilt by rebuild().
    post_count = models.PositiveIntegerField(default=0)

    banned_at = models.DateTimeField(null=True, blank=True)
    ban_reason = models.CharField(max_length=200, blank=True)

    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    theme = models.CharField(max_length=8, choices=THEMES, default="system")
    density = models.CharField(max_length=8, choices=DENSITIES, default="normal")
    posts_per_page = models.PositiveSmallIntegerField(default=20)
    show_signatures = models.BooleanField(default=True)
    show_avatars = models.BooleanField(default=True)
    shortcuts = models.BooleanField(default=True)
    is_hidden_online = models.BooleanField(default=False)

    objects = BaseUserManager["Member"]()

    USERNAME_FIELD = "username_key"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(posts_per_page__gte=10, posts_per_page__lte=50), name="posts_per_page_10_to_50"
            ),
        ]
        indexes = [models.Index(fields=["joined_at"], name="member_by_joined")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person put a member into a group. (`members`, `newcomers` and `guests` are worked out, never rows.)"""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "group"], name="member_once_in_group")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"


class NameChange(models.Model):
    """A name a member had before: old mentions and addresses still find them, and nobody else may take it at once."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="name_changes")
    old_name = models.CharField(max_length=60)
    old_name_key = models.CharField(max_length=200, db_index=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.old_name} until {self.changed_at:%Y-%m-%d}"


class OwnerLink(models.Model):
    """A one-time key to become the board's owner, as the hash of its token. Printed where the board is started."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"owner link of {self.made_at:%Y-%m-%d %H:%M}"
