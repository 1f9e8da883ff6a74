"""The reference of settings.toml, from the table of fields that the program itself reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.settings.fields import FIELDS, SECTIONS
from tools.docs.markdown import page, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.settings.field import Field

INTRO = """# Settings

All settings stand in `settings.toml` in the data folder. Change them in the window (*Settings...* in the
icon's menu), by `meters settings set KEY VALUE`, or in an editor: comments are kept. An unknown key or a
bad value is refused with its name and line. Passwords, SNMPv3 passphrases and communities other than
`public` are in the keyring of the operating system and never in this file."""

USERS = """Each user of `network.users` is a table of these keys; the passphrases are stored with
`meters settings password v3-auth:USER` and `v3-privacy:USER`."""


def settings() -> str:
    """Return the page: a table of each section's keys, and one of an SNMPv3 user's."""
    sections = [
        f"## [{section}]\n\n{_rows(field for field in FIELDS if field.section == section)}"
        for section in SECTIONS
    ]
    columns = [
        f"## A user in {field.key}\n\n{USERS}\n\n{_rows(field.columns)}" for field in FIELDS if field.columns
    ]
    return page(INTRO, *sections, *columns)


def _rows(fields: Iterable[Field]) -> str:
    return table(
        ("key", "value", "default", "meaning"),
        ((f"`{field.name}`", _kind(field), _default(field.default), field.help) for field in fields),
    )


def _kind(field: Field) -> str:
    kind = field.shape.expected
    return f"list of: {kind}" if field.is_list else kind


def _default(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, (tuple, list)):
        return ", ".join(f"`{item}`" for item in value) or "empty"
    return f"`{value}`" if value != "" else "empty"
