"""What the OpenID provider gives out, and Authlib's grants filled in with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import compare_digest
from time import time
from typing import TYPE_CHECKING, Any

from authlib.oauth2.rfc6749 import grants
from authlib.oidc.core import OpenIDCode, OpenIDToken
from joserfc.jwk import RSAKey

if TYPE_CHECKING:
    from collections.abc import Callable

LIFE = 15 * 60  # seconds of an ID token, as the template's AccessTokenValidity
CODE_LIFE = 60  # seconds of a code


@dataclass
class Grant:
    """A code or a refresh token that was given out; Authlib asks it by these methods."""

    user: str
    client_id: str
    scope: str
    redirect_uri: str = ""
    nonce: str = ""
    code_challenge: str = ""
    code_challenge_method: str = ""
    made: float = field(default_factory=time)

    def get_redirect_uri(self) -> str:
        """Return where the code was sent to."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """Return the request."""
        return self.scope

    def get_nonce(self) -> str:
        """Return the nonce of the authorization request."""
        return self.nonce

    def get_auth_time(self) -> int:
        """Return when the person signed in."""
        return int(self.made)

    def get_acr(self) -> None:
        """Return no class of authentication."""

    def get_amr(self) -> None:
        """Return no method of authentication."""

    def check_client(self, client: Client) -> bool:
        """Return whether it was given to this client."""
        return self.client_id == client.client_id


@dataclass(frozen=True)
class Client:
    """The one client; `back` is the only address that a code is sent to."""

    client_id: str
    secret: str
    back: str

    def get_client_id(self) -> str:
        """Return its name."""
        return self.client_id

    def get_allowed_scope(self, scope: str) -> str:
        """Return the known scopes among those that are asked for."""
        return " ".join(one for one in scope.split() if one in {"openid", "email"})

    def check_redirect_uri(self, address: str) -> bool:
        """Return whether a code may be sent there."""
        return address == self.back

    def check_client_secret(self, secret: str) -> bool:
        """Return whether this is its secret."""
        return compare_digest(secret, self.secret)

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        """Return whether it may prove itself so."""
        return method == "client_secret_basic"

    def check_response_type(self, kind: str) -> bool:
        """Return whether it may ask for this."""
        return kind == "code"

    def check_grant_type(self, kind: str) -> bool:
        """Return whether it may redeem this."""
        return kind in {"authorization_code", "refresh_token"}


@dataclass
class Provider:
    """The provider: its client, its people, what it says of each (None: nobody any more), what it gave."""

    client: Client
    people: tuple[str, ...]
    claims: Callable[[str], dict[str, str] | None]
    address: str = ""
    codes: dict[str, Grant] = field(default_factory=dict)
    refreshes: dict[str, Grant] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    is_down: bool = False

    def user_of(self, found: Grant) -> str | None:
        """Return the person of a grant, None if there is no such person any more."""
        return found.user if self.claims(found.user) is not None else None


class _Code(grants.AuthorizationCodeGrant):
    provider: Provider
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

    def save_authorization_code(self, code: str, asked: Any) -> None:  # noqa: ANN401 (Authlib's own)
        given, data = asked.payload, asked.payload.data
        self.provider.codes[code] = Grant(
            asked.user,
            given.client_id,
            given.scope,
            given.redirect_uri,
            data.get("nonce", ""),
            data.get("code_challenge", ""),
            data.get("code_challenge_method", ""),
        )

    def query_authorization_code(self, code: str, client: Client) -> Grant | None:
        found = self.provider.codes.get(code)
        return found if found and found.check_client(client) and found.made + CODE_LIFE > time() else None

    def delete_authorization_code(self, found: Grant) -> None:
        codes = self.provider.codes
        self.provider.codes = {code: one for code, one in codes.items() if one is not found}

    def authenticate_user(self, found: Grant) -> str | None:
        return self.provider.user_of(found)


class _Refresh(grants.RefreshTokenGrant):
    provider: Provider
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

    def authenticate_refresh_token(self, token: str) -> Grant | None:
        return self.provider.refreshes.get(token)

    def authenticate_user(self, found: Grant) -> str | None:
        return self.provider.user_of(found)

    def revoke_old_credential(self, found: Grant) -> None:
        """Keep it: like Cognito's, it can be used again."""


class _Said:
    provider: Provider

    def get_client_algorithm(self, _client: Client) -> str:
        return "RS256"

    def resolve_client_private_key(self, _client: Client) -> RSAKey:
        return self.provider.key

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": self.provider.address, "aud": [client.client_id], "exp": int(time()) + LIFE}

    def generate_user_info(self, user: str, _scope: str) -> dict[str, str]:
        return {"sub": user, **(self.provider.claims(user) or {})}


class _OfCode(_Said, OpenIDCode):
    def exists_nonce(self, nonce: str, _asked: Any) -> bool:  # noqa: ANN401 (Authlib's own)
        return any(one.nonce == nonce for one in self.provider.codes.values())


class _OfRefresh(_Said, OpenIDToken):
    """The ID token of a refresh."""


def parts_of(provider: Provider) -> tuple[Any, ...]:
    """Return Authlib's grants of codes and refresh tokens, then the ID tokens of both, as this provider's."""
    return tuple(
        type(part.__name__, (part,), {"provider": provider})
        for part in (_Code, _Refresh, _OfCode, _OfRefresh)
    )


def keep(provider: Provider, token: dict[str, Any], asked: Any) -> None:  # noqa: ANN401 (Authlib's own)
    """Keep a refresh token that was given out."""
    if "refresh_token" in token:
        provider.refreshes[token["refresh_token"]] = Grant(asked.user, asked.client.client_id, token["scope"])
