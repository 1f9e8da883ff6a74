"""A person's session: one item of the table, named by the hash of a secret that only the browser holds.

The sign-in always makes a new secret, so one that somebody planted in a browser never becomes a session.
The provider's refresh token is sealed with that secret: the table alone opens nothing.
"""

from __future__ import annotations

import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from cloud.core import keys
from cloud.core.portal.person import Person

if TYPE_CHECKING:
    from cloud.edge.table import Table

LIFE = timedelta(hours=10)  # a day at work, however busy; then a person signs in again
CHECKED_EVERY = timedelta(minutes=5)  # the provider is asked anew who the person is
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)  # 32 random octets


@dataclass(frozen=True, slots=True)
class Session:
    """A session as the table has it. `csrf` stands in each form; `refresh` is sealed, empty if there is none.

    `checked` is when the provider last said who the person is, `ends` the moment of its end (both aware).
    """

    person: Person
    csrf: str
    refresh: str
    checked: datetime
    ends: datetime


def key_of(token: str) -> keys.Key[dict[str, Any]]:
    """Return the key of the session that a browser's secret names; it lies in no dealer's part."""
    return keys.Key(keys.within(keys.UNADDRESSED, "session", sha256(token.encode()).hexdigest()), "session")


def begin(table: Table, person: Person, tokens: dict[str, Any], now: datetime) -> str:
    """Begin a session after a sign-in; return the secret for the browser's cookie."""
    token = secrets.token_urlsafe(32)
    item = {
        **key_of(token)._asdict(),
        "kind": "session",
        "dealer": person.dealer,
        "role": person.role,
        "who": person.name,
        "csrf": secrets.token_urlsafe(32),
        "refresh": seal(tokens.get("refresh_token") or "", token),
        "checked": _text(now),
        "ends": _text(now + LIFE),
        "expires": int((now + LIFE).timestamp()),
    }
    table.put(item)
    return token


def find(table: Table, token: str, now: datetime) -> Session | None:
    """Return the session that a cookie's secret names, None if there is none or it has ended."""
    item = table.get(key_of(token)) if TOKEN.fullmatch(token) else None
    if item is None or (ends := datetime.fromisoformat(item["ends"])) <= now:
        return None
    person = Person(item["dealer"], item["who"], item["role"])
    checked = datetime.fromisoformat(item["checked"])
    return Session(person, item["csrf"], item["refresh"], checked, ends)


def keep(table: Table, token: str, person: Person, refresh: str, now: datetime) -> None:
    """Note what the provider said now; a session that was ended meanwhile stays ended."""
    values = {"dealer": person.dealer, "role": person.role, "checked": _text(now)}
    table.change(key_of(token), values | ({"refresh": seal(refresh, token)} if refresh else {}))


def end(table: Table, token: str) -> None:
    """End a session at once, in whichever browser its secret is."""
    if TOKEN.fullmatch(token):
        table.delete_many([key_of(token)])


def seal(text: str, token: str) -> str:
    """Return a text that only the holder of the secret can open."""
    return b64encode(SecretBox(_key(token)).encrypt(text.encode())).decode() if text else ""


def unseal(sealed: str, token: str) -> str:
    """Return the text that was sealed, empty if it was nothing or another secret's."""
    try:
        return SecretBox(_key(token)).decrypt(b64decode(sealed)).decode() if sealed else ""
    except (CryptoError, ValueError):
        return ""


def _key(token: str) -> bytes:
    return blake2b(token.encode(), digest_size=SecretBox.KEY_SIZE, person=b"portal-session").digest()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
