"""Lambda `claims`: Cognito's trigger before it makes tokens (V2_0): dealer and role in the access token.

What it raises Cognito shows on the sign-in page, and makes no token.
"""

from typing import Any

from cloud.core.claims import CLAIMS, claims_of


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Add the claims of the person's groups, which only the operator sets, to access and ID token.

    A claim that no group gives is left out: whatever else could have set it does not count.
    """
    groups = event["request"]["groupConfiguration"].get("groupsToOverride") or ()
    claims = claims_of(groups)
    claims_of_token = {
        "claimsToAddOrOverride": claims,
        "claimsToSuppress": [claim for claim in CLAIMS if claim not in claims],
    }
    # The API's authorizer reads the access token; the portal reads the ID token, as OpenID Connect wants.
    event["response"]["claimsAndScopeOverrideDetails"] = {
        "accessTokenGeneration": claims_of_token,
        "idTokenGeneration": claims_of_token,
    }
    return event
