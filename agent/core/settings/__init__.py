"""What the office chose: settings.toml as frozen values. Reading and checking stand in check.

The classes of its sections in fields are the one source of keys, defaults and what each value must be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.settings.fields import (
    CLASSES,
    FIELDS,
    PORT_OF_SECURITY,
    SECTIONS,
    Mail,
    Network,
    Schedule,
    Site,
    SnmpUser,
    TraySettings,
)
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

__all__ = ["Mail", "Network", "Schedule", "Site", "SnmpUser", "TraySettings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in settings.toml, with the defaults for what is not there."""

    site: Site
    network: Network
    mail: Mail
    schedule: Schedule
    tray: TraySettings


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Return the settings made of checked values, by key such as "mail.port"; absent ones are defaults."""
    complete = {field.key: values.get(field.key, field.default) for field in FIELDS}
    if complete["mail.port"] is None:
        complete["mail.port"] = PORT_OF_SECURITY[complete["mail.security"]]
    complete["network.users"] = tuple(SnmpUser(**user) for user in complete["network.users"])
    sections: dict[str, Any] = {
        section: CLASSES[section](**{f.name: complete[f.key] for f in FIELDS if f.section == section})
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
