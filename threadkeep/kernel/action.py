"""The action: one verb, one durable transaction, the facts written in it.

    @action
    def lock_topic(*, actor: Member, topic_id: int, now: datetime) -> None:
        topic = ...for_update...
        check_lock(actor, topic)
        ...
        tell(TopicLocked(topic_id=topic.pk))

What the decorator gives: the writer gate (people first), `atomic(durable=True)`, the facts at the very end, a wake-up
of the effects after the commit, database trouble said in plain words, and no second doing when called through `once`.
An action never calls an action. It returns ids, never rows: the next page reads what is there.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from threadkeep.kernel import crash, facts, trouble, wake, writer
from threadkeep.kernel.models import Receipt
from threadkeep.kernel.refused import Conflict

DEADLOCK_TRIES = 3


@dataclass
class _Running:
    """What one run of one action has told so far."""

    name: str
    told: list[facts.Fact] = field(default_factory=list)


@dataclass(frozen=True)
class _Once:
    actor_id: int
    key: str
    fingerprint: str


_running: ContextVar[_Running | None] = ContextVar("running_action", default=None)
_once: ContextVar[_Once | None] = ContextVar("once", default=None)


class _SentTwiceAtOnce(Exception):
    """Another request with the same key committed between our look and our insert."""


ACTIONS: dict[str, Callable[..., Any]] = {}


def action[**P, R](verb: Callable[P, R]) -> Callable[P, R]:
    """Make a function the one place where its verb is done. Registers it under `feature.verb`."""
    name = f"{verb.__module__.split('.')[1]}.{verb.__name__}"

    @functools.wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if (outer := _running.get()) is not None:
            raise RuntimeError(f"{name} was called inside {outer.name}: an action never calls an action.")
        try:
            for attempt in range(DEADLOCK_TRIES):
                try:
                    return _run(name, functools.partial(verb, *args, **kwargs))
                except _SentTwiceAtOnce:
                    # The other request has committed by now, so the next attempt finds its receipt.
                    continue
                except OperationalError as error:
                    if attempt + 1 == DEADLOCK_TRIES or not trouble.is_worth_another_try(error):
                        raise
            raise Conflict(
                _("This form was sent several times at once. Please look whether it is there, then try again.")
            )
        except (OperationalError, InterfaceError, OSError) as error:
            raise trouble.in_plain_words(error) from error

    ACTIONS[name] = run
    return run


def _run[R](name: str, verb: Callable[[], R]) -> R:
    running = _Running(name)
    token = _running.set(running)
    try:
        with writer.person(), transaction.atomic(durable=True):
            receipt = _reserve_receipt(name)
            if receipt is not None and receipt.result is not None:
                return receipt.result["value"]  # type: ignore[no-any-return]
            result = verb()
            if receipt is not None:
                receipt.result = {"value": result}
                receipt.save(update_fields=["result"])
            facts.append(running.told)
            crash.point("before-commit")
    finally:
        _running.reset(token)
    crash.point("after-commit-before-reply")
    if running.told:
        wake.effects()
    return result


def tell(fact: facts.Fact) -> None:
    """Put a fact into the running action; it is written when the action's own work is done."""
    running = _running.get()
    if running is None:
        raise RuntimeError(f"{type(fact).__name__} was told outside an action; only actions tell facts.")
    running.told.append(fact)


def once[**P, R](actor_id: int, key: str | None, verb: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run an action so that the same `key` (1 to 64 characters, chosen by the form or client) is done one time only.

    A repeat with the same content gets the first result back. The same key with other content is a Conflict: the
    client mixed something up, and guessing would lose a text. No key: just run. `now` is not part of the content.
    """
    if not key:
        return verb(*args, **kwargs)
    if len(key) > 64:
        raise Conflict(_("The key that guards against double sending is too long (64 characters at most)."))
    content = {name: value for name, value in kwargs.items() if name not in {"now", "actor"}}
    fingerprint = hashlib.sha256(
        json.dumps(content, sort_keys=True, default=repr).encode("utf-8", "replace")
    ).hexdigest()
    token = _once.set(_Once(actor_id, key, fingerprint))
    try:
        return verb(*args, **kwargs)
    finally:
        _once.reset(token)


def _reserve_receipt(name: str) -> Receipt | None:
    """The receipt of what runs now: the earlier one if this was done before, else a new row, taken first.

    Taken first because on PostgreSQL a second, identical request then waits at the unique constraint until this one
    has committed, instead of doing the work twice.
    """
    wanted = _once.get()
    if wanted is None:
        return None
    receipt = Receipt.objects.filter(actor_id=wanted.actor_id, key=wanted.key).first()
    if receipt is not None:
        if receipt.action != name or receipt.fingerprint != wanted.fingerprint:
            raise Conflict(
                _("This form was sent before with other content. Nothing was posted now: please check and send again.")
            )
        return receipt
    try:
        return Receipt.objects.create(
            actor_id=wanted.actor_id,
            key=wanted.key,
            action=name,
            fingerprint=wanted.fingerprint,
            done_at=timezone.now(),
        )
    except IntegrityError as error:
        raise _SentTwiceAtOnce from error
