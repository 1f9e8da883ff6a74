"""One request of a signed-in person: the adapters, who asks, in which language."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cloud.core.messages import LANGUAGES
from cloud.core.portal.decided import is_put_off

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from authlib.integrations.starlette_client import StarletteOAuth2App
    from starlette.requests import Request

    from cloud.core.portal.person import Person
    from cloud.core.portal.today import TodayRow
    from cloud.jobs.backlog import Archive
    from cloud.jobs.portal.operator_alarms import OperatorAlarms
    from cloud.portal.provider import Settings
    from cloud.portal.session import Session

LANGUAGE_COOKIE = "meters-language"
_OF_SENDERS, _OPEN, _PUT_OFF = ("confirm", "reject"), ("done", "snooze"), ("reopen",)
LONGEST_PATH = 2000  # characters of an address that a sign-in leads back to


def utc_now() -> datetime:
    """Return the machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Portal:
    """The portal's adapters; `now` and `random` are arguments so that a test can tell them."""

    archive: Archive
    settings: Settings
    client: StarletteOAuth2App
    alarms: OperatorAlarms
    now: Callable[[], datetime] = utc_now
    random: Callable[[int], bytes] = secrets.token_bytes


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that the guard let in. `form` holds the fields of a POST, else nothing."""

    request: Request
    portal: Portal
    session: Session
    language: str
    now: datetime
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.session.person

    @property
    def given(self) -> dict[str, str]:
        """The parameters of the address, the last of each name; several `columns` are one list."""
        many = self.request.query_params
        return {name: ",".join(many.getlist(name)) if name == "columns" else many[name] for name in many}

    @property
    def tomorrow(self) -> str:
        """The next UTC day in ISO 8601: until when something is snoozed, unless a person says otherwise."""
        return (self.now.date() + timedelta(days=1)).isoformat()

    def deeds_of(self, row: TodayRow) -> tuple[str, ...]:
        """Return the decisions this person may take on a finding; a device is retired on its own page."""
        is_off = is_put_off(row.last, row.since, self.now.date())
        return tuple(
            deed for deed in row.deeds if deed in _OF_SENDERS or (deed in (_PUT_OFF if is_off else _OPEN))
        )

    def deeds_of_sender(self, state: str) -> tuple[str, ...]:
        """Return the decisions that this person may take on a sender in this state of core/states."""
        needless = {"trusted": "confirm", "rejected": "reject"}.get(state)
        return tuple(deed for deed in _OF_SENDERS if deed != needless and self.person.may(deed))


def language_of(request: Request) -> str:
    """Return the language that a person chose here, else the first known one that the browser asks for."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    wanted = request.headers.get("accept-language", "")[:200].lower().split(",")
    known = (one.strip()[:2] for one in wanted)
    return next((language for language in known if language in LANGUAGES), LANGUAGES[0])


def path_here(wanted: str) -> str:
    """Return an address of this portal to lead on to, "/" for one that leads anywhere else."""
    if not 0 < len(wanted) <= LONGEST_PATH or not (wanted.isascii() and wanted.isprintable()):
        return "/"
    parts = urlsplit(wanted)
    is_ours = wanted[0] == "/" and wanted[1:2] not in {"/", "\\"} and not parts.scheme and not parts.netloc
    return wanted if is_ours else "/"


def fields_of(values: Any) -> dict[str, str]:  # noqa: ANN401 (Starlette's FormData)
    """Return the text fields of a form, the last of each name, all of `kinds`; a file is none of ours."""
    fields = {name: value for name, value in values.multi_items() if isinstance(value, str)}
    kinds = " ".join(value for value in values.getlist("kinds") if isinstance(value, str)).strip()
    return fields | ({"kinds": kinds} if "kinds" in fields else {})
