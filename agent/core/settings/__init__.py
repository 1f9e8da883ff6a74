"""What the office chose: settings.toml as frozen values. Reading and checking stand in check.

The table in fields is the one source of keys, defaults and what each value must be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.settings.fields import FIELDS, PORT_OF_SECURITY, SECTIONS
from agent.core.settings.keyring_names import (
    CLIENT_CERTIFICATE,
    KEYRING,
    MAIL,
    community,
    v3_auth,
    v3_privacy,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Site:
    """This office. Each text is empty where nobody chose one; `language` is one of LANGUAGES or AUTO."""

    id: str
    name: str
    language: str
    enrolment: str


@dataclass(frozen=True, slots=True)
class SnmpUser:
    """A row of [[network.users]]: an SNMPv3 user without its passphrases. `privacy` may be "none"."""

    name: str
    auth: str
    privacy: str
    context: str


@dataclass(frozen=True, slots=True)
class Network:
    """Where and how printers are asked. `timeout` is in seconds, `pace` one of model.pace.PACES.

    No targets = the own networks.
    A community is "public" or "keyring:NAME", where the keyring has it as "community:NAME".
    """

    targets: tuple[str, ...]
    exclude: tuple[str, ...]
    port: int
    communities: tuple[str, ...]
    timeout: float
    pace: str
    users: tuple[SnmpUser, ...]


@dataclass(frozen=True, slots=True)
class Mail:
    """How reports leave. `host`, `user`, `sender` and `certificate_sha256` are empty where not set.

    `security` is none, starttls or tls; `certificate_sha256` is 64 lower-case hexadecimal digits;
    `client_certificate` is a file in the data folder, `profile` names the dealer profile whose table goes
    along; both are empty for none. Nothing leaves while `confirmed` is False: somebody else than this office
    said where reports go.
    """

    host: str
    port: int
    security: str
    user: str
    sender: str
    recipients: tuple[str, ...]
    certificate_sha256: str
    client_certificate: str
    allow_public_host: bool
    profile: str
    confirmed: bool = True

    @property
    def is_complete(self) -> bool:
        """True where host, sender and a recipient are there."""
        return bool(self.host and self.sender and self.recipients)

    @property
    def is_configured(self) -> bool:
        """True where a letter could leave: all of it is there, and agreed to."""
        return self.is_complete and self.confirmed


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a run is due: `at` is HH:MM in local time, `days` are mon, tue, wed, thu, fri, sat, sun."""

    at: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraySettings:
    """What the icon does."""

    autostart: bool
    notify: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in settings.toml, with the defaults for what is not there."""

    site: Site
    network: Network
    mail: Mail
    schedule: Schedule
    tray: TraySettings


_CLASSES = {"site": Site, "network": Network, "mail": Mail, "schedule": Schedule, "tray": TraySettings}


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Return the settings made of checked values, by key such as "mail.port"; absent ones are defaults."""
    complete = {field.key: values.get(field.key, field.default) for field in FIELDS}
    if complete["mail.port"] is None:
        complete["mail.port"] = PORT_OF_SECURITY[complete["mail.security"]]
    complete["network.users"] = tuple(SnmpUser(**user) for user in complete["network.users"])
    sections: dict[str, Any] = {
        section: _CLASSES[section](**{f.name: complete[f.key] for f in FIELDS if f.section == section})
        for section in SECTIONS
    }
    return Settings(**sections)


def value_of(settings: Settings, key: str) -> Any:  # noqa: ANN401 (settings have several types)
    """Return the value of a setting by its key, such as "mail.port"."""
    section, _, name = key.partition(".")
    return getattr(getattr(settings, section), name)


def text_of(value: object) -> str:
    """Return a value as a command line says it; `Field.from_text` reads it back."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, SnmpUser):
        return f"{value.name} {value.auth} {value.privacy} {value.context}".strip()
    return ", ".join(map(text_of, value)) if isinstance(value, tuple) else str(value)


def secret_names(settings: Settings) -> tuple[str, ...]:
    """Return the names of the keyring entries that these settings need."""
    communities = [c.removeprefix(KEYRING) for c in settings.network.communities if c != "public"]
    users = settings.network.users
    return (
        *([MAIL] if settings.mail.user else []),
        *([CLIENT_CERTIFICATE] if settings.mail.client_certificate else []),
        *(community(name) for name in communities),
        *(v3_auth(user.name) for user in users),
        *(v3_privacy(user.name) for user in users if user.privacy != "none"),
    )


DEFAULTS = settings_of({})
