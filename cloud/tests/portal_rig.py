"""The portal on loopback with two dealers, people who sign in by hand, and a clock that a test moves."""

from __future__ import annotations

import http.client
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import sync_playwright

from cloud.core.decisions import Word
from cloud.jobs import dealing
from cloud.local.portal import portal_on_loopback
from cloud.portal.guard import COOKIE
from conftest import furnish
from tests.support import page_rig
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

    from cloud.local.provider_grants import Provider
    from cloud.local.stack import Stack
    from cloud.portal.visit import Portal

ANN, DAN, BEA, ROB = "ann@acme.example", "dan@acme.example", "bea@acme.example", "rob@acme.example"
NEW, EVE, NOBODY = "new@acme.example", "eve@other.example", "nobody@example.org"
LONGEST = 45_000  # milliseconds for a page: it takes one or two, and these tests share two cores
LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"


@dataclass
class Clock:
    """The portal's clock: the machine's, moved by `ahead`."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        """Return the moment that the portal takes for now."""
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True)
class Answer:
    """An HTTP answer: header names in lower case; of several Set-Cookie each is kept."""

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    body: str

    @property
    def location(self) -> str:
        """Where it leads."""
        return self.headers["location"]


@dataclass
class Hand:
    """Somebody with a browser's cookies and none of its manners: it follows nothing and forges everything."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for an address of the portal, or for a whole one."""
        return self.ask("GET", path, None, headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """Send a form."""
        return self.ask("POST", path, urlencode(fields), headers)

    def ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        """Ask, and keep the cookies that come."""
        where = urlsplit(path if "://" in path else self.address + path)
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies and where.netloc == urlsplit(self.address).netloc:
            shown["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            shown["content-type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", where.port, timeout=PATIENCE)
        connection.request(method, f"{where.path}?{where.query}", body, {"host": where.netloc, **shown})
        reply = connection.getresponse()
        cookies = tuple(reply.headers.get_all("set-cookie") or ())
        answer = Answer(
            reply.status,
            {name.lower(): value for name, value in reply.headers.items()},
            cookies,
            reply.read().decode("utf-8", "replace"),
        )
        connection.close()
        for cookie in cookies if where.netloc == urlsplit(self.address).netloc else ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0].strip('"')
        return answer

    def csrf(self, path: str = "/fleet") -> str:
        """Return the token that stands in the forms of a page."""
        page = self.get(path).body
        return page.partition('name="csrf" value="')[2].partition('"')[0]


@dataclass(frozen=True)
class Rig:
    """The portal, its provider, its clock and the stack behind it."""

    portal: Portal
    provider: Provider
    clock: Clock
    stack: Stack

    @property
    def address(self) -> str:
        """Where the portal is."""
        return self.portal.settings.address

    def stranger(self) -> Hand:
        """Return somebody who is not signed in."""
        return Hand(self.address)

    def begin(self, hand: Hand, user: str, to: str = "/") -> str:
        """Sign a person in at the provider; return where it then leads: the portal, with a code."""
        way = hand.get(f"/sign-in?{urlencode({'next': to})}").location
        return hand.ask("POST", way, urlencode({"user": user}), {}).location

    def signed_in(self, user: str = ANN) -> Hand:
        """Return a person who has signed in."""
        hand = self.stranger()
        answer = hand.get(self.begin(hand, user))
        assert answer.status == 303, answer
        assert len(hand.cookies[COOKIE]) == 43
        return hand


@contextmanager
def rig_of(stack: Stack) -> Iterator[Rig]:
    """Serve a stack's portal with dealers acme, which has two sites, and other, while the context lasts."""
    clock = Clock()
    with portal_on_loopback(stack, now=clock) as (portal, provider):
        furnish(portal.archive.table)
        word = Word("test", datetime.now(UTC), "")
        dealing.add_dealer(portal.archive.table, word, "other", "Other Dealer")
        dealing.add_site(portal.archive.table, word, "other", "their-office", "Their Office")
        yield Rig(portal, provider, clock, stack)


@contextmanager
def browser() -> Iterator[Browser]:
    """Yield a running Chromium that finds localhost and nothing else."""
    flags = [flag for flag in page_rig.FLAGS if "resolver" not in flag]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=page_rig.CHROMIUM,
            args=[*flags, LOOPBACK],
            chromium_sandbox=False,
            timeout=page_rig.LONGEST,
        )
        yield running
        running.close()


def items_of(rig: Rig) -> list[dict[str, Any]]:
    """Return all items of the table."""
    return list(rig.portal.archive.table.scan(""))


@contextmanager
def person(chromium: Browser, rig: Rig, user: str, *, script: bool = True) -> Iterator[Page]:
    """Yield a page on which a person has signed in; whatever the browser complains about fails the test."""
    context = chromium.new_context(locale="en-GB", java_script_enabled=script)
    context.set_default_timeout(LONGEST)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(rig.address)
    page.get_by_role("button", name=user).click()
    page.wait_for_url(f"{rig.address}/")
    yield page
    context.close()
    assert [one for one in complaints if "status of 4" not in one] == []  # a refusal is an answer
