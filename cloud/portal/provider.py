"""The OpenID provider: Authlib's client with PKCE, and what its answers say of a person."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import StarletteOAuth2App
from authlib.oauth2.rfc6749.errors import OAuth2Error
from httpx2 import HTTPError
from joserfc.errors import JoseError

from cloud.core.answers.asker import CLAIM, is_dealer
from cloud.core.portal.person import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LOG = logging.getLogger(__name__)
SCOPES = "openid email"
LONGEST_NAME = 200  # characters of what stands in the log as who decided
PATIENCE = 10  # seconds for the provider's answer


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the portal stands and who signs its people in; the secret is the client's, empty for none."""

    address: str
    issuer: str
    client_id: str
    client_secret: str
    logout: str = ""  # Cognito's /logout, where the provider has no end_session_endpoint


class Refused(Exception):  # noqa: N818 (it is an answer, no error of ours)
    """The provider says no: of this code, this state, this refresh token, or of the person."""


class Unreachable(Exception):  # noqa: N818 (as above)
    """The provider does not answer, or answers what no provider answers."""


def client_of(settings: Settings) -> StarletteOAuth2App:
    """Return Authlib's client; it reads the provider's addresses when it first needs them."""
    return StarletteOAuth2App(
        _Framework(),
        name="portal",
        client_id=settings.client_id,
        client_secret=settings.client_secret or None,
        server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": SCOPES,
            "code_challenge_method": "S256",
            "timeout": PATIENCE,
            "token_endpoint_auth_method": "client_secret_basic" if settings.client_secret else "none",
        },
    )


class _Framework:
    """What Authlib asks of a web framework; the state lies in a sealed cookie of ours instead."""

    name = "portal"
    cache = None


@contextmanager
def _provider_errors() -> Iterator[None]:
    """Raise Unreachable or Refused for what goes wrong with an answer of the provider."""
    try:
        yield
    except HTTPError as error:
        LOG.warning("the OpenID provider does not answer", exc_info=error)
        raise Unreachable from error
    except (OAuthError, OAuth2Error, JoseError, ValueError, KeyError) as error:
        LOG.info("the OpenID provider refuses", exc_info=error)
        raise Refused(type(error).__name__) from error


async def begin(client: StarletteOAuth2App, back: str) -> dict[str, Any]:
    """Return where the browser goes, and what has to be remembered: state, nonce, code_verifier."""
    try:
        return dict(await client.create_authorization_url(back))
    except (HTTPError, ValueError, RuntimeError) as error:
        LOG.warning("the OpenID provider does not answer", exc_info=error)
        raise Unreachable from error


async def redeem(
    client: StarletteOAuth2App, code: str, back: str, remembered: Mapping[str, str]
) -> dict[str, Any]:
    """Return the tokens for a code, with the checked claims of the ID token as `userinfo`."""
    with _provider_errors():
        tokens = dict(
            await client.fetch_access_token(
                redirect_uri=back, code=code, code_verifier=remembered["code_verifier"]
            )
        )
        if "id_token" not in tokens:
            raise Refused("no ID token")
        tokens["userinfo"] = await client.parse_id_token(tokens, nonce=remembered["nonce"])
    return tokens


async def renew(client: StarletteOAuth2App, refresh: str) -> dict[str, Any]:
    """Return fresh tokens with what they say of the person as `userinfo`.

    A provider that makes no new ID token is asked at its userinfo address.
    """
    with _provider_errors():
        metadata = await client.load_server_metadata()
        async with client._get_oauth_client(**metadata) as session:  # noqa: SLF001 (Authlib has no public way)
            tokens = dict(await session.refresh_token(metadata["token_endpoint"], refresh_token=refresh))
            if "id_token" in tokens:
                tokens["userinfo"] = await client.parse_id_token(tokens, nonce=None)
            else:
                tokens["userinfo"] = await client.userinfo(token=tokens)
    return tokens


def person_of(claims: Mapping[str, Any]) -> Person:
    """Return the person that a provider's claims name: the dealer and role that only the operator sets.

    A person of no dealer, or without a role, has an empty one and may nothing.
    """
    dealer, role = claims.get(CLAIM), claims.get("role")
    who = str(claims.get("email") or claims.get("name") or claims.get("sub") or "")
    printable = "".join(c for c in who if c.isprintable())[:LONGEST_NAME]
    known = isinstance(dealer, str) and is_dealer(dealer)
    return Person(str(dealer) if known else "", printable, role if isinstance(role, str) else "")
