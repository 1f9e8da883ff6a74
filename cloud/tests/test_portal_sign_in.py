"""Signing in to the portal and out of it: real forms and cookies at a real provider, and forged ones."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc.jwk import RSAKey

from cloud.local.moto_stack import DATA, build_stack
from cloud.portal import session
from cloud.portal.app import SIGN_OUT
from cloud.portal.guard import COOKIE, TRUSTED_FOR
from cloud.portal.routes import all_pages
from cloud.portal.session import CHECKED_EVERY, LIFE
from cloud.portal.sign_in import REMEMBERS
from cloud.portal.visit import path_here
from conftest import reset
from portal_rig import ANN, DAN, EVE, NEW, NOBODY, Hand, Rig, items_of, rig_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOMENT = timedelta(seconds=1)
READ = [page.path for page in all_pages() if page.method == "GET"]
SENT = [page.path for page in (*all_pages(), SIGN_OUT) if page.method == "POST"]
AGENT = {"agent": "a", "key": "0" * 64, "run": "1", "sha256": "0" * 64}


@pytest.fixture(scope="module")
def served(aws: str) -> Iterator[Rig]:
    """Serve the portal once."""
    reset(aws)
    with rig_of(build_stack(only=DATA)) as rig:
        yield rig


@pytest.fixture
def rig(served: Rig) -> Iterator[Rig]:
    """Set clock and provider right again after each test."""
    claims, key = served.provider.claims, served.provider.key
    yield served
    served.clock.ahead = timedelta(0)
    served.provider.claims, served.provider.key, served.provider.is_down = claims, key, False


def is_in(hand: Hand) -> bool:
    """Return whether somebody sees a page of the portal, and not the way to the sign-in."""
    answer = hand.get("/fleet")
    assert answer.status in {200, 303}
    return answer.status == 200


def test_a_person_signs_in_and_comes_to_the_page_that_was_asked_for(rig: Rig) -> None:
    hand = rig.stranger()
    way = hand.get("/fleet?q=hill").location
    asked = urlsplit(hand.get(way).location)
    at_provider = hand.ask("POST", asked.geturl(), urlencode({"user": ANN}), {}).location
    answer = hand.get(at_provider)

    assert way == "/sign-in?next=%2Ffleet%3Fq%3Dhill"
    assert parse_qs(asked.query)["code_challenge_method"] == ["S256"]
    assert (answer.status, answer.location) == (303, "/fleet?q=hill")
    assert ANN in hand.get("/fleet").body


def test_the_session_s_cookie_is_a_host_s_own_and_out_of_reach_of_scripts(rig: Rig) -> None:
    hand = rig.stranger()
    cookies = hand.get(rig.begin(hand, ANN)).cookies
    (cookie,) = (one for one in cookies if one.startswith(COOKIE))
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}

    assert {"httponly", "secure", "path=/", "samesite=lax"} <= parts
    assert not any(part.startswith("domain") for part in parts)


@pytest.mark.parametrize("path", READ)
def test_no_page_is_shown_without_a_session(rig: Rig, path: str) -> None:
    answer = rig.stranger().get(path)

    assert (answer.status, answer.body) == (303, "")
    assert answer.location.startswith("/sign-in")


@pytest.mark.parametrize("path", SENT)
def test_no_form_is_taken_without_a_session(rig: Rig, path: str) -> None:
    before = items_of(rig)
    answer = rig.stranger().post(path, {"what": "add_site", "site": "x", "name": "X", "csrf": ""})

    assert (answer.status, answer.location) == (303, "/sign-in")
    assert items_of(rig) == before


@pytest.mark.parametrize(
    "cookie", ["", "x", "A" * 43, "é" * 43, "A" * 5000, "../../etc", "unaddressed#session"]
)
def test_a_made_up_cookie_opens_nothing(rig: Rig, cookie: str) -> None:
    assert not is_in(Hand(rig.address, {COOKIE: cookie.encode().decode("latin-1")}))


def test_a_session_ends_by_the_clock_however_busy_it_was(rig: Rig) -> None:
    hand = rig.signed_in()
    rig.clock.ahead = LIFE - timedelta(minutes=1)
    assert is_in(hand)
    rig.clock.ahead = LIFE + MOMENT

    assert not is_in(hand)


def test_a_planted_cookie_never_becomes_a_session(rig: Rig) -> None:
    planted = "B" * 43
    victim = Hand(rig.address, {COOKIE: planted})
    victim.get(rig.begin(victim, ANN))

    assert is_in(victim)
    assert victim.cookies[COOKIE] != planted
    assert not is_in(Hand(rig.address, {COOKIE: planted}))


def test_signing_in_again_ends_the_session_that_was_there(rig: Rig) -> None:
    hand = rig.signed_in(EVE)
    before = dict(hand.cookies)
    hand.get(rig.begin(hand, ANN))

    assert ANN in hand.get("/fleet").body
    assert not is_in(Hand(rig.address, before))


def test_the_provider_s_answer_is_taken_by_the_browser_that_asked_alone(rig: Rig) -> None:
    hand = rig.stranger()
    back = rig.begin(hand, ANN)
    thief = rig.stranger()
    assert thief.get(back).status == 400
    rig.begin(thief, EVE)
    assert thief.get(back).status == 400

    assert COOKIE not in thief.cookies
    assert hand.get(back).status == 303


def test_a_code_is_redeemed_once(rig: Rig) -> None:
    hand = rig.stranger()
    back = rig.begin(hand, ANN)
    remembered = hand.cookies[REMEMBERS]
    hand.get(back)

    assert Hand(rig.address, {REMEMBERS: remembered}).get(back).status == 400


@pytest.mark.parametrize(
    "query", ["", "state=x", "code=x&state=", "error=access_denied&state=x", "code=" + "x" * 5000]
)
def test_an_answer_without_what_was_remembered_is_none(rig: Rig, query: str) -> None:
    hand = rig.stranger()
    rig.begin(hand, ANN)

    assert hand.get(f"/signed-in?{query}").status == 400
    assert Hand(rig.address, {REMEMBERS: "e30="}).get(f"/signed-in?{query}").status == 400
    assert Hand(rig.address, {REMEMBERS: "!"}).get(f"/signed-in?{query}").status == 400


def test_another_verifier_than_the_challenge_s_redeems_nothing(rig: Rig) -> None:
    hand, other = rig.stranger(), rig.stranger()
    back = rig.begin(hand, ANN)
    rig.begin(other, ANN)
    theirs = remembered_of(other)
    hand.cookies[REMEMBERS] = cookie_of({**remembered_of(hand), "code_verifier": theirs["code_verifier"]})

    assert hand.get(back).status == 400
    assert COOKIE not in hand.cookies


def test_an_id_token_of_another_sign_in_is_refused(rig: Rig) -> None:
    hand = rig.stranger()
    back = rig.begin(hand, ANN)
    hand.cookies[REMEMBERS] = cookie_of({**remembered_of(hand), "nonce": "another"})

    assert hand.get(back).status == 400


def test_an_id_token_that_another_key_signed_is_refused(rig: Rig) -> None:
    rig.signed_in()  # the portal knows the provider's keys now
    hand = rig.stranger()
    back = rig.begin(hand, ANN)
    rig.provider.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})

    assert hand.get(back).status == 400
    assert COOKIE not in hand.cookies


def remembered_of(hand: Hand) -> dict[str, str]:
    """Return the content of a sign-in's cookie."""
    found: dict[str, str] = json.loads(urlsafe_b64decode(hand.cookies[REMEMBERS]))
    return found


def cookie_of(remembered: dict[str, str]) -> str:
    """Return a sign-in's cookie as a browser could forge its own."""
    return urlsafe_b64encode(json.dumps(remembered).encode()).decode()


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/fleet\r\nSet-Cookie: a=b",
        "/é",
        "",
        "/" + "x" * 3000,
        "http:/evil.example",
    ],
)
def test_a_sign_in_leads_to_no_other_place(rig: Rig, wanted: str) -> None:
    hand = rig.stranger()
    answer = hand.get(rig.begin(hand, ANN, wanted))

    assert (answer.status, answer.location) == (303, "/")
    assert path_here(wanted) == "/"


def test_a_forged_cookie_leads_to_no_other_place_either(rig: Rig) -> None:
    hand = rig.stranger()
    back = rig.begin(hand, ANN)
    hand.cookies[REMEMBERS] = cookie_of({**remembered_of(hand), "next": "//evil.example"})

    assert hand.get(back).location == "/"


def test_sign_out_ends_the_session_everywhere_and_at_the_provider(rig: Rig) -> None:
    hand = rig.signed_in()
    copy = Hand(rig.address, dict(hand.cookies))
    answer = hand.post("/sign-out", {"csrf": hand.csrf()})

    assert answer.status == 303
    assert answer.location.startswith(f"{rig.provider.address}/logout?")
    assert hand.get(answer.location).location == f"{rig.address}/signed-out"
    assert "signed out" in hand.get("/signed-out").body
    assert not is_in(copy)


def test_a_person_of_no_dealer_gets_no_session(rig: Rig) -> None:
    hand = rig.stranger()
    answer = hand.get(rig.begin(hand, NOBODY))

    assert answer.status == 403
    assert COOKIE not in hand.cookies


@pytest.mark.parametrize("path", READ)
def test_a_person_without_a_role_sees_no_page(rig: Rig, path: str) -> None:
    assert rig.signed_in(NEW).get(path).status == 403


def test_a_withdrawn_group_ends_the_session_when_the_provider_is_asked_again(rig: Rig) -> None:
    hand = rig.signed_in()
    rig.provider.claims = lambda name: {"email": name}
    assert is_in(hand)
    rig.clock.ahead = CHECKED_EVERY + MOMENT

    assert not is_in(hand)
    rig.clock.ahead = timedelta(0)
    assert not is_in(hand)
    assert timedelta(minutes=15) >= CHECKED_EVERY


def test_a_person_who_is_moved_to_another_dealer_sees_neither(rig: Rig) -> None:
    hand = rig.signed_in()
    rig.provider.claims = lambda name: {"email": name, "dealer": "other", "role": "admin"}
    rig.clock.ahead = CHECKED_EVERY + MOMENT

    assert not is_in(hand)


def test_a_user_who_is_gone_is_out(rig: Rig) -> None:
    hand = rig.signed_in()
    rig.provider.claims = lambda _name: None
    rig.clock.ahead = CHECKED_EVERY + MOMENT

    assert not is_in(hand)


def test_another_role_holds_from_the_next_asking_on(rig: Rig) -> None:
    hand = rig.signed_in()
    assert "(Administrator)" in hand.get("/fleet").body
    rig.provider.claims = lambda name: {"email": name, "dealer": "acme", "role": "reader"}
    rig.clock.ahead = CHECKED_EVERY + MOMENT

    assert "(Reader)" in hand.get("/fleet").body


def test_a_provider_that_is_down_is_believed_for_a_quarter_of_an_hour(rig: Rig) -> None:
    hand = rig.signed_in()
    rig.provider.is_down = True
    rig.clock.ahead = TRUSTED_FOR - timedelta(seconds=30)
    assert is_in(hand)
    rig.clock.ahead = TRUSTED_FOR + MOMENT
    assert hand.get("/fleet").status == 503
    rig.provider.is_down = False

    assert is_in(hand)


def test_the_table_alone_opens_no_session_and_no_refresh_token(rig: Rig) -> None:
    hand = rig.signed_in(DAN)
    shown = json.dumps(items_of(rig))

    assert hand.cookies[COOKIE] not in shown
    assert rig.provider.refreshes
    assert not any(token in shown for token in rig.provider.refreshes)
    (item,) = (one for one in items_of(rig) if one["kind"] == "session" and one["who"] == DAN)
    assert session.unseal(item["refresh"], hand.cookies[COOKIE]) in rig.provider.refreshes
    assert session.unseal(item["refresh"], "C" * 43) == ""
    assert item["expires"] > 0


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "http://localhost:1"},
    ],
)
def test_a_form_of_another_site_is_refused_though_it_has_the_token(rig: Rig, headers: dict[str, str]) -> None:
    hand = rig.signed_in()
    fields = {"csrf": hand.csrf(), "what": "add_site", "site": "forged", "name": "Forged"}
    before = items_of(rig)

    assert hand.post("/decide", fields, **headers).status == 403
    assert hand.post("/sign-out", fields, **headers).status == 403
    assert items_of(rig) == before


@pytest.mark.parametrize("csrf", [None, "", "x", "eve"])
def test_a_form_without_this_session_s_token_is_refused(rig: Rig, csrf: str | None) -> None:
    hand = rig.signed_in()
    fields = {"what": "add_site", "site": "forged", "name": "Forged"}
    if csrf is not None:
        fields["csrf"] = rig.signed_in(EVE).csrf() if csrf == "eve" else csrf
    before = items_of(rig)

    assert hand.post("/decide", fields).status == 403
    assert items_of(rig) == before


def test_a_form_that_is_too_large_is_refused(rig: Rig) -> None:
    hand = rig.signed_in()

    assert hand.post("/decide", {"csrf": hand.csrf(), "why": "x" * 70_000}).status == 413


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/nothing", "/static/x/portal.css", "/static/x/../app.py", "/signed-out"]
)
def test_every_answer_says_what_a_browser_may_do(rig: Rig, path: str) -> None:
    headers = rig.stranger().get(path).headers
    policy = headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert ("immutable" in headers["cache-control"]) == (path == "/static/x/portal.css")


def test_a_page_of_a_session_is_kept_by_nobody(rig: Rig) -> None:
    assert rig.signed_in().get("/fleet").headers["cache-control"] == "no-store"


def test_another_host_name_is_refused(rig: Rig) -> None:
    assert rig.stranger().get("/", host="evil.example").status == 400


def test_a_language_is_kept_and_leads_back_here_alone(rig: Rig) -> None:
    hand = rig.signed_in()
    answer = hand.post("/language", {"language": "de", "back": "//evil.example"})

    assert (answer.status, answer.location) == (303, "/")
    assert '<html lang="de">' in hand.get("/fleet").body
    assert hand.post("/language", {"language": "xx", "back": "/log"}).cookies == ()
    assert '<html lang="de">' in rig.signed_in().get("/fleet", accept_language="de-AT,en;q=0.5").body
