"""Who asks or decides, and what a role may: one matrix for pages, deeds and the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cloud.core.answers.problem import ProblemDetails

if TYPE_CHECKING:
    from collections.abc import Mapping

READER, DISPATCHER, BILLING, ADMIN = "reader", "dispatcher", "billing", "admin"
ROLES = (READER, DISPATCHER, BILLING, ADMIN)

# What is read, then what is decided. A deed's name is its name in the log.
VIEWS = ("today", "fleet", "device", "offices", "log", "export", "report", "orders", "closings")
ORDER_DEEDS = ("ask_order", "approve_order", "send_order", "ignore_order")
DEEDS = (
    *("done", "snooze", "reopen"),  # of a finding
    *("retire", "unretire", "manage", "unmanage"),  # of a device
    *("confirm", "reject", "resolve"),  # of a sender, of a fork
    *("add_site", "office", "issue_code", "withdraw_code"),  # of an office
    "notify",  # to whom new findings go
    *("close", "read_by_hand", "swap_board", "ask_meters"),  # of closings
    *(*ORDER_DEEDS, "mail_orders"),  # of a supply; of all that are approved
    *("erp_profile", "erp_address"),  # files for the dealer's own programs
)

_FOR_ALL = frozenset(VIEWS) - {"closings"}
_CLOSINGS = frozenset({"closings", "close", "read_by_hand", "swap_board", "ask_meters"})
_FINDINGS = frozenset({"done", "snooze", "reopen"})
MATRIX: Mapping[str, frozenset[str]] = {
    READER: _FOR_ALL,
    DISPATCHER: _FOR_ALL | _FINDINGS | {*ORDER_DEEDS, "mail_orders"} | {"retire", "unretire"},
    BILLING: _FOR_ALL | _FINDINGS | {"manage", "unmanage"} | _CLOSINGS,
    ADMIN: frozenset(VIEWS) | frozenset(DEEDS),
}


class Person(NamedTuple):
    """A signed-in person, or a dealer's program: `dealer` and `role` as the issuer proved them.

    `name` stands in the log: an e-mail address, or a program's name. A role that is none may nothing.
    """

    dealer: str
    name: str
    role: str

    def may(self, what: str) -> bool:
        """Return whether this person's role has the right to one of VIEWS or DEEDS."""
        return what in MATRIX.get(self.role, ())


def check(person: Person, what: str) -> None:
    """Raise ProblemDetails (403) unless the person's role has the right to one of VIEWS or DEEDS."""
    if not person.may(what):
        raise ProblemDetails(
            403, "role", f"The role {person.role[:40] or 'none'} has no right to {what[:40]}."
        )
