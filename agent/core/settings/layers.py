"""Where a setting comes from: a policy, the office's own file, a provision file, the default.

All three are documents of the same shape and pass the same check. A policy wins over the office's file and
locks what it sets; a provision fills what the office's file leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Document = Mapping[str, Any]

CONFIRMED = "mail.confirmed"
DESTINATION = ("mail.host", "mail.sender", "mail.recipients", "mail.allow_public_host")


@dataclass(frozen=True, slots=True)
class Layers:
    """What stands above and below the office's own file; both documents were checked.

    `policy_place` and `provision_place` say where each stands, empty where there is none.
    """

    policy: Document = field(default_factory=dict)
    policy_place: str = ""
    provision: Document = field(default_factory=dict)
    provision_place: str = ""

    @property
    def locked(self) -> frozenset[str]:
        """The keys that only the administrator can change; a yes to mail is asked for and locks nothing."""
        return frozenset(keys_of(self.policy)) - {CONFIRMED}

    def merged(self, own: Document) -> dict[str, Any]:
        """Return the document that counts, with what is wrong in the office's own file as it stands there."""
        merged = {
            name: dict(content) if isinstance(content, dict) else content for name, content in own.items()
        }
        for key, value in _values(self.provision):
            _put(merged, key, value, over=False)
        if needs_a_yes(self.policy):
            _put(merged, CONFIRMED, False, over=False)
        for key, value in _values(self.policy):
            if key in self.locked or value is True:
                _put(merged, key, value, over=True)
        return merged


def keys_of(document: Document) -> Iterator[str]:
    """Yield the key of each setting in a document, such as "mail.port"."""
    return (key for key, _ in _values(document))


def needs_a_yes(document: Document) -> bool:
    """Return whether a document says where reports go and that nobody has agreed to that."""
    values = dict(_values(document))
    return any(key in values for key in DESTINATION) and values.get(CONFIRMED) is not True


def _values(document: Document) -> Iterator[tuple[str, Any]]:
    for section, content in document.items():
        if isinstance(content, dict):
            yield from ((f"{section}.{name}", value) for name, value in content.items())


def _put(document: dict[str, Any], key: str, value: object, *, over: bool) -> None:
    section, _, name = key.partition(".")
    content = document.get(section)
    if not isinstance(content, dict):
        content = document[section] = {}
    if over or name not in content:
        content[name] = value


NO_LAYERS = Layers()
