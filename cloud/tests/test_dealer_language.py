"""A dealer's mails speak the language that it chose, and tell an office's moments by that office's clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

import pytest
from moto.ses.models import ses_backends

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.digest.page import page_of
from cloud.core.portal.decision import Request
from cloud.core.portal.notify import notify_in
from cloud.core.portal.person import ADMIN, Person
from cloud.edge.aws import client
from cloud.edge.ses import SesLetters
from cloud.edge.webhook import Webhooks
from cloud.jobs.analyse import analyse_shard, digest_of
from cloud.jobs.digest import deliver
from cloud.jobs.portal.decide import decide
from cloud.jobs.portal.last import last_decision
from cloud.jobs.portal.notify import Ways, send_waiting
from cloud.local.made_storage import ACCOUNT, REGION
from made_mails import CODE, DOMAIN, FIRST_DAY, MadeAgent
from portal_world import take

if TYPE_CHECKING:
    from email.message import EmailMessage

    from cloud.core.digest.values import Digest
    from cloud.jobs.ingest import IngestAdapters

ANN = Person("acme", "ann", ADMIN)
OFFICE = MadeAgent(code=CODE, printers=("EX1",))
LATE = FIRST_DAY + timedelta(days=4)  # days after the only report


def decided(adapters: IngestAdapters, what: str, *about: str, **values: str) -> None:
    """Decide something as an administrator who has seen the last word on it."""
    last = last_decision(adapters.table, "acme", keys.subject(what, *about))
    decide(adapters.archive, ANN, Request(what, values, last.version if last else ""), FIRST_DAY, bytes(34))


def digest(adapters: IngestAdapters) -> Digest:
    """Return the digest of an office that has not reported for days."""
    analyse_shard(adapters.table, "acme", 0, LATE)
    found = digest_of(adapters.table, "acme", LATE)
    assert found is not None
    return found


def posted() -> list[EmailMessage]:
    """Return the mails that SES took."""
    sent: list[Any] = ses_backends[ACCOUNT][REGION].sent_messages
    return [message_from_string(one.raw_data, policy=SMTP) for one in sent]


def test_digest_and_new_findings_are_mailed_in_the_dealer_s_language(adapters: IngestAdapters) -> None:
    client("ses").verify_email_identity(EmailAddress=f"unaddressed@{DOMAIN}")
    adapters.table.change(keys.dealer_key("acme"), {"digest_to": "shop@acme.example"})
    decided(adapters, "notify", mail="shop@acme.example", language="de")
    take(adapters, OFFICE.mail(OFFICE.report(1)))
    letters = SesLetters(client("ses"))

    assert deliver(adapters.table, letters, digest(adapters), DOMAIN, LATE)
    assert send_waiting(adapters.table, Ways(Webhooks(), letters, DOMAIN), "acme", LATE) == 1

    of_day, of_findings = posted()
    assert of_day["Subject"] == "Acme Office, 6. März 2026"
    page = of_day.get_body(("html",))
    assert page is not None
    assert '<html lang="de">' in page.get_content()
    assert "Seit dem 2. März 2026 kein Bericht (3 Tage ausgefallen)." in page.get_content()
    assert of_findings["Subject"].endswith("neue Ergebnisse")
    assert "Büros ohne Bericht: Hill Street: Seit dem 2. März 2026" in of_findings.get_content()
    (alert, *_) = (one for one in adapters.table.scan("acme#alert#") if one["subject"] == "late")
    assert alert["text"] == "No report on 3 days since 2 March 2026."  # programs read English


def test_a_language_that_nobody_wrote_is_refused_and_one_that_is_gone_is_english(
    adapters: IngestAdapters,
) -> None:
    with pytest.raises(ProblemDetails) as refused:
        decided(adapters, "notify", mail="shop@acme.example", language="../de")
    assert refused.value.what == "language"

    gone = json.dumps({"url": "", "mail": "shop@acme.example", "kinds": [], "language": "fr"})
    adapters.table.change(keys.dealer_key("acme"), {"notify": gone})
    assert notify_in(adapters.table.get(keys.dealer_key("acme"))).language == "en"
    assert digest(adapters).language == "en"


@pytest.mark.parametrize(
    ("began", "zone", "shown"),
    [
        ("2026-03-02T20:30:00+00:00", "Pacific/Auckland", "3 March 2026, 09:30"),
        ("2026-03-02T00:30:00+01:00", "", "2 March 2026, 00:30"),
        ("2026-03-02T20:30:00+00:00", "", "2 March 2026, 20:30"),
    ],
)
def test_an_office_s_last_report_is_told_by_its_own_clock(
    adapters: IngestAdapters, began: str, zone: str, shown: str
) -> None:
    report = OFFICE.report(1)
    report["scan"]["began"] = began
    take(adapters, OFFICE.mail(report))
    if zone:
        decided(adapters, "office", "hill-street", site="hill-street", zone=zone)

    page = page_of(digest(adapters))

    assert f'<p class="quiet">Last report: {shown}</p>' in page
    assert f"since {shown.partition(',')[0]}." in page
    lines = [one for one in digest(adapters).lines if one.last_report]
    assert {one.last_report for one in lines} == {datetime.fromisoformat(began).astimezone(UTC)}
