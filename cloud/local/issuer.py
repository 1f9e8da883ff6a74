"""Who makes access tokens here: a key of its own, the people of moto's user pool, the template's trigger.

It stands for Cognito's sign-in page, which nothing here runs; a token has the claims of Cognito's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from time import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from cloud.edge.aws import client

if TYPE_CHECKING:
    from cloud.local.stack import Stack

LIFE = 15 * 60  # seconds; the template's AccessTokenValidity
TRIGGER = "TokenGeneration_HostedAuth"


@cache
def _key(name: str) -> RSAKey:
    """Return a key; made once, it takes long."""
    return RSAKey.generate_key(2048, {"kid": name, "alg": "RS256", "use": "sig"})


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer of a stack's tokens. `address` is its `iss`, `client` whom it makes tokens out to."""

    address: str
    client: str
    scopes: tuple[str, ...]
    key: RSAKey = field(repr=False)

    @property
    def jwks(self) -> KeySet:
        """The public keys, as its jwks_uri would tell them."""
        return KeySet([RSAKey.import_key(self.key.as_dict(private=False))])

    def token(self, **claims: Any) -> str:  # noqa: ANN401 (a claim is any JSON)
        """Return a signed access token; a claim that is given as None is left out."""
        now = int(time())
        usual = {
            "sub": str(uuid4()),
            "iss": self.address,
            "client_id": self.client,
            "token_use": "access",
            "scope": " ".join(self.scopes),
            "auth_time": now,
            "iat": now,
            "exp": now + LIFE,
            "jti": str(uuid4()),
        }
        claims_given = {name: value for name, value in (usual | claims).items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims_given, self.key, algorithms=["RS256"])


def issuer_of(stack: Stack, key: str = "one") -> Issuer:
    """Return the issuer of a stack's own pool, or of one whose pool was not made here."""
    pool = stack.names.get("People.ProviderURL", "https://issuer.example")
    scopes = stack.template["Resources"]["Portal"]["Properties"]["AllowedOAuthScopes"]
    return Issuer(pool, stack.names.get("Portal", "portal"), tuple(scopes), _key(key))


def sign_in(stack: Stack, user: str) -> str:
    """Return the access token that a person of moto's pool gets.

    Raises ValueError where the trigger does: Cognito then makes no token.
    """
    pool = stack.names["People"]
    groups = client("cognito-idp").admin_list_groups_for_user(UserPoolId=pool, Username=user)["Groups"]
    names = [group["GroupName"] for group in groups]
    event = {
        "version": "2",
        "triggerSource": TRIGGER,
        "userPoolId": pool,
        "userName": user,
        "request": {"userAttributes": {"email": user}, "groupConfiguration": {"groupsToOverride": names}},
        "response": {"claimsAndScopeOverrideDetails": None},
    }
    claims_given = stack.call("Claims", event)["response"]["claimsAndScopeOverrideDetails"][
        "accessTokenGeneration"
    ]
    suppressed = dict.fromkeys(claims_given["claimsToSuppress"])
    claims = {
        "username": user,
        "cognito:groups": names,
        **claims_given["claimsToAddOrOverride"],
        **suppressed,
    }
    return issuer_of(stack).token(**claims)
