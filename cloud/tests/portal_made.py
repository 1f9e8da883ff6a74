"""The made-up dealer of `make portal` in small, for the tests that look at its pages."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cloud.local import portal_demo
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.portal import portal_on_loopback
from cloud.local.schedules import call_at
from cloud.local.stack import moto_inside
from portal_rig import Clock, Rig

if TYPE_CHECKING:
    from collections.abc import Iterator

OFFICES, DAYS = 8, 5


@contextmanager
def made_rig() -> Iterator[Rig]:
    """Serve the portal of eight offices that mailed for five days, analysed this minute."""
    with moto_inside():
        stack = build_stack(only=DATA)
        now = datetime.now(UTC).replace(microsecond=0)
        offices = portal_demo.furnish(stack, OFFICES, DAYS)
        portal_demo.take_in(stack, portal_demo.mails_of(offices, now, DAYS))
        call_at(stack, "Analyse", datetime.now(UTC))
        clock = Clock()
        with portal_on_loopback(stack, now=clock) as (portal, provider):
            yield Rig(portal, provider, clock, stack)
