"""What both bindings have in common: the right to ask, tags, limits, whether an answer fits the question."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from agent.core.model.walk import NUMBER_TAGS, Tag, Value, Varbind, parse_oid
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind

if TYPE_CHECKING:
    from agent.core.model.access import Access, User

# easysnmp's get_bulk hands over no more than this of one value, so nothing else does either.
MAX_OCTETS = 4_096


def value_of(tag: Tag, text: str, octets: bytes = b"") -> Value:
    """Return the value that a binding printed as `text`, or its `octets` where the tag has some.

    An octet string is cut at MAX_OCTETS. Missing objects, NULL and types that no binding can print
    exactly are None. ValueError where the text is no value of that tag.
    """
    if tag in NUMBER_TAGS:
        return int(text)
    if tag is Tag.IP_ADDRESS:
        return ipaddress.IPv4Address(text).packed
    if tag is Tag.OBJECT_IDENTIFIER:
        return parse_oid(text)
    if tag in (Tag.OCTET_STRING, Tag.OPAQUE):
        return octets[:MAX_OCTETS]
    return None


def fitting(question: Request, varbinds: tuple[Varbind, ...]) -> Answer:
    """Return the varbinds if they can be the answer to the question (RFC 3416 section 4.2), else NONSENSE.

    A GET is answered by the very objects asked for, a GETNEXT by as many, a GETBULK by one or more.
    """
    if question.kind is RequestKind.GET:
        fits = tuple(v.oid for v in varbinds) == question.oids
    elif question.kind is RequestKind.GETNEXT:
        fits = len(varbinds) == len(question.oids)
    else:
        fits = bool(varbinds)
    return varbinds if fits else Failure(Fault.NONSENSE)


def position_in(question: Request, error_index: int) -> int | None:
    """Return the position counted from 0 of a PDU's error-index (counted from 1), None if it names none."""
    return error_index - 1 if 1 <= error_index <= len(question.oids) else None


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
