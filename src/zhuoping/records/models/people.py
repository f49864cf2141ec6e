# SPDX-License-Identifier: Apache-2.0
"""People: who they are, which roles they hold, what they are qualified for, and what ties them to clients."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from zhuoping.core.authority import Role
from zhuoping.core.team import TieKind


class PersonManager(BaseUserManager["Person"]):
    """Finds people by mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person who signs in with this address."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. Roles are rows with dates (RoleHolding), never flags on the person."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    # 认证认可条例 Art. 14: a person practises in one body only.
    other_body = models.CharField(max_length=200, blank=True)
    # Which of this person's calendar addresses is in force (web/shared/calendar); 0: none.
    calendar_address = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name"], name="person_name")]

    def __str__(self) -> str:
        return self.name or self.email


class RoleHolding(models.Model):
    """A role that a person holds from a time on; ended, never deleted."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(ended_at=None), name="one_holding_of_a_role"
            ),
        ]


class Membership(models.Model):
    """That a person acts for a client in the portal."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    client = models.ForeignKey("records.Client", models.PROTECT, related_name="memberships")
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "client"], condition=Q(ended_at=None), name="one_membership_of_a_client"
            ),
        ]


class Qualification(models.Model):
    """What a person is authorised for (17065 6.1): a scheme and some of its modes, on dates inclusive at both ends."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="qualifications")
    scheme = models.CharField(max_length=100)
    modes = models.JSONField(default=list)
    # The registration of the examiner and its grade, as issued by CCAA.
    registration = models.CharField(max_length=60, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)


class ClientTie(models.Model):
    """Employment at, or consulting for, an enterprise (17065 4.2), by its credit code: it need be no client yet."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="ties")
    uscc = models.CharField(max_length=18)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in TieKind])
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["uscc"], name="tie_uscc")]


class Invitation(models.Model):
    """An invitation by mail. Only the digest of its token is kept, so that a copy of the database opens no door."""

    email = models.EmailField()
    name = models.CharField(max_length=100)
    roles = models.JSONField(default=list)
    client = models.ForeignKey("records.Client", models.PROTECT, null=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
