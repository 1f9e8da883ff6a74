"""Who asks: the dealer, from what the authorizer proved and from nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cloud.core.keys import DEALER_NAME, UNADDRESSED
from cloud.core.portal.person import READER, Person

if TYPE_CHECKING:
    from collections.abc import Mapping

CLAIM, ROLE, ACCESS = "dealer", "role", "access"
LONGEST_NAME = 200  # characters of who asks, in the log
_ROLE = re.compile(rf"arn:aws[a-z-]*:sts::([0-9]{{12}}):assumed-role/meters-dealer-({DEALER_NAME})/[^/]+")
_NAME = re.compile(DEALER_NAME)


def dealer_of(context: Mapping[str, Any]) -> str | None:
    """Return the dealer of a request's context (HTTP API, payload 2.0), None if it proves none.

    A token names it in its claim; a role of the API's own account by its name, meters-dealer-NAME. A token
    that says of itself that it is no access token (Cognito's `token_use`) proves nothing here.
    """
    authorizer = context.get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims") or {}
    if claims.get("token_use", ACCESS) != ACCESS:
        return None
    named: str | None = claims.get(CLAIM)
    if named is None:
        role = _ROLE.fullmatch((authorizer.get("iam") or {}).get("userArn") or "")
        named = role[2] if role and role[1] == context.get("accountId") else None
    return named if named is not None and is_dealer(named) else None


def is_dealer(named: str) -> bool:
    """Return whether a name can be a dealer's; the operator's own part is none."""
    return bool(_NAME.fullmatch(named)) and named != UNADDRESSED


def person_of(context: Mapping[str, Any]) -> Person | None:
    """Return the person who asks, with the role of the token; None where no dealer is proven.

    A token without a role, and a role of the account, may read alone.
    """
    dealer = dealer_of(context)
    if dealer is None:
        return None
    authorizer = context.get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims") or {}
    names = (claims.get(name) for name in ("email", "username", "client_id", "sub"))
    arn = (authorizer.get("iam") or {}).get("userArn") or ""
    name = next((one for one in names if one), arn.rpartition("/")[2] or "a program")
    return Person(dealer, str(name)[:LONGEST_NAME], str(claims.get(ROLE) or READER))
