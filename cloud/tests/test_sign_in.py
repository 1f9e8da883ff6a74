"""Who is let in: people's groups, access tokens alone, API Gateway's own checks at the template's routes."""

from __future__ import annotations

import copy
from time import time
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from cloud.core.claims import claims_of
from cloud.edge.aws import client
from cloud.local.gateway import gateway, routes_of
from cloud.local.issuer import issuer_of, sign_in
from cloud.local.moto_stack import build_stack
from cloud.local.stack import PARAMETERS, Stack
from cloud.local.template import in_order, read_template, resolve
from conftest import reset
from sam import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = read_template()


@pytest.fixture(scope="module")
def whole(aws: str) -> Stack:
    """Make the whole stack; its pool has groups of two dealers."""
    reset(aws)
    stack = build_stack()
    cognito, pool = client("cognito-idp"), stack.names["People"]
    for group in ("dealer:acme", "dealer:other", "role:billing", "role:service", "staff"):
        cognito.create_group(UserPoolId=pool, GroupName=group)
    return stack


@pytest.fixture(scope="module")
def api(whole: Stack) -> Iterator[str]:
    """Serve the template's routes."""
    with gateway(whole) as address:
        yield address


def person(stack: Stack, name: str, *groups: str) -> str:
    """Make a person as the operator does; return the user's name."""
    cognito, pool = client("cognito-idp"), stack.names["People"]
    user = cognito.admin_create_user(UserPoolId=pool, Username=f"{name}@acme.example")["User"]["Username"]
    for group in groups:
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=user, GroupName=group)
    return str(user)


def status(api: str, token: str, path: str = "/v1/sites") -> int:
    """Return the status of a question with a token."""
    request = Request(f"{api}{path}", headers={"Authorization": token})  # noqa: S310 (loopback)
    try:
        with urlopen(request) as answer:  # noqa: S310
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def test_a_person_of_one_dealer_signs_in_and_asks(whole: Stack, api: str) -> None:
    token = sign_in(whole, person(whole, "ann", "dealer:acme", "role:billing", "staff"))

    assert status(api, f"Bearer {token}") == 200


def test_a_person_of_no_dealer_is_let_in_and_told_nothing(whole: Stack, api: str) -> None:
    assert status(api, f"Bearer {sign_in(whole, person(whole, 'bob', 'staff'))}") == 403


def test_a_person_of_two_dealers_gets_no_token(whole: Stack) -> None:
    with pytest.raises(ValueError, match="one person, two groups of dealer: acme and other"):
        sign_in(whole, person(whole, "eve", "dealer:acme", "dealer:other"))


def test_a_withdrawn_group_is_gone_from_the_next_token(whole: Stack, api: str) -> None:
    user = person(whole, "dan", "dealer:acme")
    assert status(api, sign_in(whole, user)) == 200
    pool = whole.names["People"]
    client("cognito-idp").admin_remove_user_from_group(
        UserPoolId=pool, Username=user, GroupName="dealer:acme"
    )

    assert status(api, sign_in(whole, user)) == 403
    validity = TEMPLATE["Resources"]["Portal"]["Properties"]
    assert (validity["AccessTokenValidity"], validity["TokenValidityUnits"]["AccessToken"]) == (15, "minutes")


@pytest.mark.parametrize(
    ("groups", "claims"),
    [
        ((), {}),
        (("dealer:acme", "role:billing"), {"dealer": "acme", "role": "billing"}),
        (("dealer:acme", "dealer:acme"), {"dealer": "acme"}),
        (("dealers", "admin:x", "Dealer:acme", ":", ""), {}),
    ],
)
def test_groups_are_claims(groups: tuple[str, ...], claims: dict[str, str]) -> None:
    assert claims_of(groups) == claims


@pytest.mark.parametrize(
    "groups",
    [
        ("dealer:acme", "dealer:b"),
        ("role:a", "role:b"),
        ("dealer:",),
        ("dealer:A",),
        ("dealer:a#b",),
        ("dealer:unaddressed",),
    ],
)
def test_a_slip_of_the_operator_makes_no_claims(groups: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"called|two groups"):
        claims_of(groups)


TIMES = {"exp", "nbf", "iat"}
SOON = 600  # seconds; counted from the test's own moment: a whole run takes longer than that


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        ({}, 200),
        ({"exp": -1}, 401),
        ({"nbf": SOON}, 401),
        ({"iat": SOON}, 401),
        ({"iss": "https://cognito-idp.eu-central-1.amazonaws.com/other"}, 401),
        ({"client_id": "another"}, 401),
        ({"client_id": None}, 401),
        ({"aud": "another"}, 401),
        ({"scope": "openid"}, 403),
        ({"scope": None}, 403),
        ({"dealer": None}, 403),
        ({"token_use": "id"}, 403),
        ({"token_use": "id", "aud": "client", "client_id": None, "scope": None}, 401),
    ],
)
def test_a_token_is_checked_as_api_gateway_and_query_do(
    whole: Stack, api: str, claims: dict[str, Any], wanted: int
) -> None:
    now = int(time())
    claims = {name: now + value if name in TIMES else value for name, value in claims.items()}
    token = issuer_of(whole).token(**{"dealer": "acme", **claims})

    assert status(api, f"Bearer {token}") == wanted


def test_an_id_token_of_the_right_client_opens_nothing(whole: Stack, api: str) -> None:
    issuer = issuer_of(whole)
    token = issuer.token(dealer="acme", token_use="id", aud=issuer.client, client_id=None, scope=None)

    assert status(api, f"Bearer {token}") == 403


def test_a_stranger_s_key_or_none_opens_nothing(whole: Stack, api: str) -> None:
    forged = issuer_of(whole, key="another").token(dealer="acme")
    head, body, _ = issuer_of(whole).token(dealer="acme").split(".")

    assert status(api, f"Bearer {forged}") == 401
    assert status(api, f"Bearer {head}.{body}.") == 401
    assert status(api, "Bearer acme") == 401
    assert status(api, "") == 401


def test_another_issuer_by_parameter_needs_no_pool_of_ours() -> None:
    given = {**PARAMETERS, "TokenIssuer": "https://issuer.example", "TokenAudience": "meters"}
    there = in_order(TEMPLATE, given)
    known = {"?OwnIssuer": "", **given}
    token = TEMPLATE["Resources"]["Token"]["Properties"]["JwtConfiguration"]

    assert not {"People", "Portal", "SignIn", "Scopes", "Claims", "ClaimsCalled", "Pages"} & set(there)
    assert resolve(token, known) == {"Issuer": "https://issuer.example", "Audience": ["meters"]}


def test_no_resources_wait_for_one_another_in_a_circle() -> None:
    """SAM's translation with all that it adds: CloudFormation refuses a "circular dependency"."""
    made = translated(TEMPLATE)

    assert set(in_order(made, PARAMETERS)) >= TEMPLATE["Resources"].keys()
    made["Resources"]["Portal"]["DependsOn"] = ["Token"]
    with pytest.raises(ValueError, match="cycle"):
        in_order(made, PARAMETERS)


@pytest.mark.parametrize("wrong", ["Target", "AuthorizerId"])
def test_a_route_to_nothing_is_an_error(whole: Stack, wrong: str) -> None:
    template = copy.deepcopy(TEMPLATE)
    route = template["Resources"]["ByToken"]["Properties"]
    route[wrong] = {"Target": {"Fn::Sub": "integrations/${Query}"}, "AuthorizerId": {"Ref": "Tokens"}}[wrong]

    with pytest.raises(KeyError):
        routes_of(Stack(template, whole.names))
