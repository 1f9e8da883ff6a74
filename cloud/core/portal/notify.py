"""To whom new findings go as soon as they are found: a webhook, a mail address; and what they are told.

Webhooks follow the specification "Standard Webhooks" 1.0.0 (headers webhook-id, -timestamp, -signature).
"""

from __future__ import annotations

import hmac
import json
import re
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cloud.core.analysis.finding import KINDS, ReportedFinding
from cloud.core.answers.problem import ProblemDetails
from cloud.core.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from cloud.core.item_types import DealerItem
    from cloud.core.portal.decision import LastDecision

LONGEST = 500  # characters of an address
SECRET = "whsec_"  # how the specification lets a secret begin  # noqa: S105 (no secret)
_HOST = re.compile(
    r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+", re.ASCII
)
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Notify:
    """Where new findings of a dealer go; an empty text is nowhere.

    `url` is an https address outside of private networks, `mail` an e-mail address, `kinds` the kinds of
    finding that are told (none: all), `language` one of LANGUAGES for the dealer's mails, its digest's, too.
    The webhook's secret is shown once, when it is made.
    """

    url: str = ""
    mail: str = ""
    kinds: tuple[str, ...] = ()
    language: str = LANGUAGES[0]

    def wants(self, kind: str) -> bool:
        """Return whether findings of a kind are told at all."""
        return bool(self.url or self.mail) and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class NotifyView:
    """Where findings go, the last decision on that with its version, and why the last message was given up.

    `failed` has since (ISO day), way (url or mail) and reason, and is empty while messages go through.
    """

    notify: Notify
    last: LastDecision | None
    version: str
    failed: Mapping[str, str]


def is_mail(text: str) -> bool:
    """Return whether a text can be a mail address."""
    return bool(_MAIL.fullmatch(text))


def notify_of(form: Mapping[str, str], before: Notify) -> Notify:
    """Return where findings go after a form; a field that is not in it stays. ProblemDetails names a bad one.

    `kinds` are names with blanks between.
    """
    url, mail = form.get("url", before.url).strip(), form.get("mail", before.mail).strip()
    kinds = tuple(dict.fromkeys(form["kinds"].split())) if "kinds" in form else before.kinds
    if url and not is_webhook(url):
        raise ProblemDetails(
            400, "url", "url is an https address with a name, without user, port or fragment."
        )
    if mail and not is_mail(mail):
        raise ProblemDetails(400, "mail", "mail is a mail address.")
    if not set(kinds) <= set(KINDS):
        raise ProblemDetails(400, "kinds", f"kinds are some of {', '.join(KINDS)}.")
    language = form.get("language", before.language)
    if language not in LANGUAGES:
        raise ProblemDetails(400, "language", f"language is one of {', '.join(LANGUAGES)}.")
    return Notify(url, mail, kinds, language)


def is_webhook(url: str) -> bool:
    """Return whether an address may be a webhook's: https on its usual port, a name and no address."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return False
    is_plain = url.isascii() and url.isprintable() and len(url) <= LONGEST and " " not in url
    named = _HOST.fullmatch(host) is not None and not host.rpartition(".")[2].isdigit()
    return is_plain and parts.scheme == "https" and named and port in {None, 443} and not _has_more(url)


def notify_text(notify: Notify) -> str:
    """Return where findings go, as the dealer's item holds it."""
    return json.dumps(asdict(notify), sort_keys=True)


def notify_in(item: DealerItem | None) -> Notify:
    """Return where findings go by a dealer's item, nowhere without one."""
    document = json.loads((item and item.get("notify")) or "{}")
    language = document.get("language", "")
    return Notify(
        document.get("url", ""),
        document.get("mail", ""),
        tuple(document.get("kinds", ())),
        language if language in LANGUAGES else LANGUAGES[0],
    )


def secret_of(random_octets: bytes) -> str:
    """Return a new webhook's secret, as the specification writes it."""
    return SECRET + b64encode(random_octets[:32]).decode()


def findings_body(dealer: str, reported: Iterable[ReportedFinding], now: datetime) -> str:
    """Return the body that a webhook is sent of new findings."""
    names = ("kind", "site", "subject", "text", "urgent", "since")
    findings = [
        {
            **{name: getattr(one.finding, name) for name in names},
            "site_name": one.site_name,
            "details": dict(one.finding.details),
        }
        for one in reported
    ]
    content = {
        "type": "findings",
        "timestamp": now.isoformat(),
        "data": {"dealer": dealer, "findings": findings},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def signed_headers(secret: str, name: str, now: datetime, body: bytes) -> dict[str, str]:
    """Return the headers that prove a body: HMAC-SHA256 over id, time and body with the webhook's secret."""
    moment = str(int(now.timestamp()))
    key = b64decode(secret.removeprefix(SECRET))
    proof = hmac.digest(key, b".".join((name.encode(), moment.encode(), body)), "sha256")
    return {
        "content-type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{b64encode(proof).decode()}",
    }


def _has_more(url: str) -> bool:
    parts = urlsplit(url)
    return "@" in parts.netloc or bool(parts.fragment) or "\\" in url
