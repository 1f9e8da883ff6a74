"""What the operator and a dealer decide: dealers, sites, codes, who is confirmed and who is shut out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.reporting.enrolment import new_code, parse_code
from cloud.core import items, keys
from cloud.jobs.settle import Scope, settle
from cloud.jobs.signers import decide

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.edge.mails import Mails
    from cloud.edge.table import Table
    from cloud.jobs.signers import Signer


_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def add_dealer(table: Table, dealer: str, name: str) -> None:
    """Add a dealer, who from now on gets reports at DEALER@domain; ValueError if it can't be its name."""
    if dealer == keys.UNADDRESSED:
        raise ValueError(f"{keys.UNADDRESSED} is where mails for nobody lie")
    table.put_new(items.dealer_item(dealer, name))


def mail_digest(table: Table, dealer: str, address: str) -> None:
    """Mail a dealer's digest to an address from now on, to none if it is empty.

    Raises LookupError if there is no such dealer, ValueError if it can't be an address.
    """
    if address and not _ADDRESS.fullmatch(address):
        raise ValueError(f"not a mail address: {address!r}")
    if not table.change(keys.dealer_key(dealer), {"digest_to": address or None}):
        raise LookupError(f"no dealer {dealer}")


def add_site(table: Table, dealer: str, site: str, name: str) -> None:
    """Add a site that a dealer serves, or give it another name."""
    table.put(items.site_item(dealer, site, name))


def issue_code(table: Table, dealer: str, site: str, now: datetime, random_octets: bytes) -> str:
    """Return a new one-time code for a site; `random_octets` are 34. LookupError if there is no such site."""
    if table.get(keys.site_key(dealer, site)) is None:
        raise LookupError(f"no site {site}")
    code = new_code(random_octets)
    code_id, secret = parse_code(code)
    if not table.put_new(items.code_item(dealer, site, code_id, secret, now + items.CODE_KEPT)):
        raise LookupError("a code of that id was issued before: try once more")
    return code


def confirm(table: Table, mails: Mails, dealer: str, signer: Signer, site: str) -> None:
    """Trust a signer for a site, whatever its codes say; all its reports count from now on.

    Raises LookupError if there is no such site.
    """
    if table.get(keys.site_key(dealer, site)) is None:
        raise LookupError(f"no site {site}")
    decide(table, dealer, signer, site)
    settle(table, mails, Scope(dealer, *signer, anew=True))


def reject(table: Table, mails: Mails, dealer: str, signer: Signer) -> None:
    """Trust a signer no longer, nor any key that only it named; none of its reports counts."""
    decide(table, dealer, signer, None)
    settle(table, mails, Scope(dealer, *signer, anew=True))
