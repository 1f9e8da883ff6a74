"""The settings as a form holds them: a TOML value for each key, right or wrong, and which of them are new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.core.settings.fields import BY_KEY, FIELDS, PORT_OF_SECURITY
from agent.core.settings.keyring_names import KEYRING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.settings.field import Field

    Values = Mapping[str, Any]  # by key, such as "mail.port"

PORT, SECURITY = "mail.port", "mail.security"
PUBLIC = "public"
_SHORT = 4  # pairs of digits at each end of a fingerprint that is shortened


def values_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of every setting as a parsed document has it, else its default."""
    values = {field.key: _value(document, field) for field in FIELDS}
    if values[PORT] is None:
        values[PORT] = usual_port(values[SECURITY])
    return values


def document_of(values: Values) -> dict[str, Any]:
    """Return the document that a file with just these values would have."""
    document: dict[str, Any] = {}
    for key, value in values.items():
        field = BY_KEY[key]
        document.setdefault(field.section, {})[field.name] = value
    return document


def changes(document: Mapping[str, Any], values: Values) -> dict[str, Any]:
    """Return the values that differ from the document's, by key: what has to be written.

    A port that the document leaves to mail.security stays unwritten while it is that one's usual port.
    """
    before = values_of(document)
    if not _is_there(document, BY_KEY[PORT]):
        before[PORT] = usual_port(values.get(SECURITY, before[SECURITY]))
    return {key: value for key, value in values.items() if value != before[key]}


def usual_port(security: object) -> int:
    """Return the port of a mail.security; for what is none, that of the default."""
    usual = BY_KEY[SECURITY].default
    return PORT_OF_SECURITY[security if isinstance(security, str) and security in PORT_OF_SECURITY else usual]


def port_after(port: str, old: str, new: str) -> str:
    """Return the port's text when mail.security changes: only a usual one goes along, or none at all."""
    follows = port.strip() in {"", str(usual_port(old))}
    return str(usual_port(new)) if follows else port


def shown(value: object) -> str:
    """Return a value as an entry shows it; `Field.from_text` reads it back."""
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def items_of(value: object) -> list[Any]:
    """Return the items that a list on the form shows; a value that should be a list is its one item."""
    return list(value) if isinstance(value, list | tuple) else [value]


def community_name(text: str) -> str | None:
    """Return NAME of "keyring:NAME", None for every other text."""
    return text.removeprefix(KEYRING) if text.startswith(KEYRING) else None


def fingerprint_lines(fingerprint: str, pairs_a_line: int = 16) -> str:
    """Return hexadecimal digits as lines of pairs, as people compare them."""
    pairs = [fingerprint[at : at + 2].upper() for at in range(0, len(fingerprint), 2)]
    starts = range(0, len(pairs), pairs_a_line)
    return "\n".join(":".join(pairs[start : start + pairs_a_line]) for start in starts)


def short_fingerprint(fingerprint: str) -> str:
    """Return the first and the last pairs of hexadecimal digits: to tell one from another, not to compare."""
    pairs = fingerprint_lines(fingerprint, len(fingerprint)).split(":")
    if len(pairs) > 2 * _SHORT:
        pairs = [*pairs[:_SHORT], "\N{HORIZONTAL ELLIPSIS}", *pairs[-_SHORT:]]
    return ":".join(pairs)


def _value(document: Mapping[str, Any], field: Field) -> Any:  # noqa: ANN401 (TOML has several types)
    if _is_there(document, field):
        return document[field.section][field.name]
    return list(field.default) if field.is_list else field.default


def _is_there(document: Mapping[str, Any], field: Field) -> bool:
    section = document.get(field.section)
    return isinstance(section, dict) and field.name in section
