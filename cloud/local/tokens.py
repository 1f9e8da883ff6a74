"""What API Gateway's JWT authorizer checks of a token: its guide, "Authorizing API requests"."""

from __future__ import annotations

from dataclasses import dataclass
from time import time
from typing import TYPE_CHECKING, Any

from joserfc import jwt
from joserfc.errors import JoseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joserfc.jwk import KeySet

UNAUTHORIZED, FORBIDDEN = 401, 403
ALGORITHMS = ["RS256", "RS384", "RS512"]  # "currently, only RSA-based algorithms are supported"


@dataclass(frozen=True, slots=True)
class Authorizer:
    """A JWT authorizer with the scopes of its route: one of them is enough."""

    issuer: str
    audience: tuple[str, ...]
    scopes: tuple[str, ...]
    keys: KeySet

    def claims(self, header: str) -> dict[str, Any] | int:
        """Return the claims of an Authorization header, as texts, or the status that refuses it."""
        text = header.removeprefix("Bearer ")
        try:
            claims = jwt.decode(text, self.keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError):
            return UNAUTHORIZED
        if not self._is_meant(claims):
            return UNAUTHORIZED
        said = str(claims.get("scope", claims.get("scp", ""))).split()
        if self.scopes and not set(said) & set(self.scopes):
            return FORBIDDEN
        return {name: value if isinstance(value, str) else str(value) for name, value in claims.items()}

    def _is_meant(self, claims: Mapping[str, Any]) -> bool:
        """Return whether a token is of this issuer, for this audience and of this hour."""
        now = time()
        named = claims["aud"] if "aud" in claims else claims.get("client_id")
        meant = named if isinstance(named, list) else [named]
        return (
            claims.get("iss") == self.issuer
            and bool(set(map(str, meant)) & set(self.audience))
            and float(claims.get("exp", 0)) > now
            and float(claims.get("nbf", 0)) <= now
            and float(claims.get("iat", 0)) <= now
        )
