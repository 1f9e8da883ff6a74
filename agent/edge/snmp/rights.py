"""The right to ask, in the words that both bindings share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.core.model.access import Access, User


def rights(access: Access, secret: str) -> dict[str, Any]:
    """Return community or user as keyword arguments; `secret` is what the binding calls a passphrase."""
    options: dict[str, Any] = {}
    if access.community is not None:
        options["community"] = access.community.reveal()
    if access.version == "3" and access.user is not None:
        options |= _of_user(access.user, secret)
    return options


def _of_user(user: User, secret: str) -> dict[str, Any]:
    options = {
        "security_username": user.name,
        "security_level": user.security_level,
        "context": user.context,
    }
    if user.auth_passphrase is not None:
        options |= {"auth_protocol": user.auth_protocol, f"auth_{secret}": user.auth_passphrase.reveal()}
        if user.privacy_passphrase is not None:
            options["privacy_protocol"] = user.privacy_protocol
            options[f"privacy_{secret}"] = user.privacy_passphrase.reveal()
    return options
