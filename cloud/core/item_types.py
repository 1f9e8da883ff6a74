"""The attributes of the table's items, by kind, as `cloud.core.keys` promises them under a key.

An attribute is absent where it would be None: DynamoDB's indexes take no null for a key. Texts of time are
ISO 8601 in UTC as proof.utc writes them; `entry`, `details`, `about`, `retired` and `cancelled` hold JSON.
"""

from typing import Any, NotRequired, TypedDict

Item = dict[str, Any]  # of a kind that only its reader knows


class _Kept(TypedDict):
    pk: str
    sk: str
    kind: str
    dealer: str


class _Listed(_Kept):
    list_key: NotRequired[str | None]  # of index `list`
    list_order: NotRequired[str | None]


class _OfSite(_Listed):
    site_key: NotRequired[str | None]  # of index `site`
    site_order: NotRequired[str | None]


class DealerItem(_Listed):
    """A dealer, in the operator's list of them."""

    name: str
    layout: str
    digest_to: NotRequired[str]
    notify: NotRequired[str]
    notify_secret: NotRequired[str]
    notify_failed: NotRequired[str]
    orders_mail: NotRequired[str]


class SiteItem(_Listed):
    """A site that the dealer serves."""

    site: str
    name: str
    settings: NotRequired[str]


class CodeItem(_Listed):
    """An enrolment code for a site."""

    site: str
    code_id: str
    secret: str
    until: str
    withdrawn: NotRequired[str]


class ClaimItem(_Kept):
    """A signer's claim of an enrolment code."""

    agent: str
    key: str
    arrived: str


class MailOutcome(TypedDict):
    """What became of a mail: a refusal's reason and detail, or which report it holds."""

    outcome: str
    dealers: NotRequired[str]  # all those that the mail was for, between spaces
    reason: NotRequired[str]
    detail: NotRequired[str | None]
    agent: NotRequired[str]
    key: NotRequired[str]
    run: NotRequired[int]
    sha256: NotRequired[str]


class MailItem(MailOutcome, _Listed):
    """A mail that came, with its outcome."""

    mail: str
    arrived: str
    expires: int


class ReportItem(_Kept):
    """A proven report; `state` and `site` are settled after it was written."""

    agent: str
    key: str
    run: int
    sha256: str
    previous: NotRequired[str | None]
    report_id: str
    made_at: str
    printers: int
    retired: NotRequired[str | None]
    cancelled: NotRequired[str | None]
    mail: str
    arrived: str
    state: NotRequired[str]
    site: NotRequired[str]
    expires: NotRequired[int]


class SignerItem(_OfSite):
    """A signer, by its last report, and how it stands."""

    agent: str
    key: str
    last: str
    last_run: int
    last_made_at: str
    offset: NotRequired[str | None]
    said_site: str
    said_name: NotRequired[str | None]
    version: str
    platform: NotRequired[str | None]
    follows: NotRequired[str | None]
    state: str
    site: NotRequired[str]


class RetirementItem(_OfSite):
    """The dealer's word that a device is gone."""

    device: str
    site: str
    at: str


class OfReading(TypedDict):
    """What a reading and the latest of its device have in common."""

    dealer: str
    site: str
    device: str
    agent: str
    key: str
    run: int
    sha256: str
    read_at: str
    order: str


class ReadingItem(OfReading):
    """One reading of a device; its entry is what a history and a bill are made of."""

    pk: str
    sk: str
    kind: str
    entry: str
    report_id: NotRequired[str]
    day_key: str  # of index `day`
    day_order: str


class LatestItem(OfReading):
    """The newest reading of a device, with its whole entry."""

    pk: str
    sk: str
    kind: str
    entry: str
    report_id: str
    site_key: str  # of index `site`
    site_order: str
    list_key: NotRequired[str | None]  # of index `list`, where it needs something
    list_order: NotRequired[str | None]


class AlertItem(_Listed):
    """A finding that stands."""

    alert: str
    site: str
    subject: str
    text: str
    urgent: bool
    since: str
    details: str
    owner: str
    site_name: str
    last_report: NotRequired[str | None]


class DecidedItem(_Kept):
    """The last decision on a subject."""

    version: str
    what: str
    who: str
    when: str
    why: str
    about: str
    site: NotRequired[str | None]
    agent: NotRequired[str | None]
    key: NotRequired[str | None]
    device: NotRequired[str | None]
    code_id: NotRequired[str | None]
    is_done: NotRequired[bool]


class OrderItem(_Kept):
    """An order of a supply, as JSON; `mark` changes with it."""

    site: str
    device: str
    order: str
    mark: str
    expires: NotRequired[int]


class DemandItem(_Kept):
    """What the devices of a shard need in the next months, as JSON."""

    analysed_at: str
    parts: str
