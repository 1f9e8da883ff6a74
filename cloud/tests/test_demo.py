"""The demo in small, and the agent's own demo: their mails go through the pipeline unchanged."""

from __future__ import annotations

import csv
import smtplib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cloud.core import keys
from cloud.local.post import HOST, reception
from made_mails import DOMAIN

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

ROOT = Path(__file__).parents[2]


def test_made_up_offices_mail_and_their_dealer_hears_of_what_went_wrong(tmp_path: Path) -> None:
    # In a process of its own: it meets AWS in another way than the other tests.
    command = [sys.executable, "-m", "cloud.local.receiver_demo", str(tmp_path), "8", "6"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)

    assert told.stdout.startswith("8 made-up offices mailed for 6 days: 42 mails")
    today = datetime.now(UTC).date().isoformat()
    rows = list(csv.DictReader((tmp_path / f"{today}.csv").read_text("utf-8-sig").splitlines()))
    assert {
        ("site_silent", "office-03", ""),
        ("site_silent", "office-07", ""),
        ("chain", "office-02", "3"),
        ("chain", "office-04", "2"),
        ("meter", "office-06", "two_sites"),
    } <= {(row["Kind"], row["SiteId"], row["Flag"] or row["FirstRun"]) for row in rows}
    parcels = [row for row in rows if row["Kind"] == "ship"]
    dated = [row for row in parcels if row["EmptyEarliest"] and row["EmptyLatest"]]
    assert len(dated) > len(parcels) / 2
    page = (tmp_path / f"{today}.html").read_text("utf-8")
    assert page.count("no forecast") < len(parcels) / 2
    assert "Unconfirmed agents" in page
    assert "The signature does not fit the report." in page


def test_the_agent_s_own_demo_mails_in_unchanged(
    stack: Stack, adapters: IngestAdapters, tmp_path: Path
) -> None:
    command = [str(ROOT / ".venv" / "bin" / "python"), "-m", "agent", "demo", "--keep", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (mail,) = tmp_path.rglob("*.eml")
    with reception(stack) as port, smtplib.SMTP(HOST, port) as post:
        post.sendmail("office@demo.example", [f"acme@{DOMAIN}"], mail.read_bytes())
    while stack.poll():
        pass

    signers = [
        i for key in keys.shards_of("acme", 1, "signers") for i in adapters.table.query(key, index="list")
    ]
    (signer,) = signers
    assert (signer["state"], signer["said_site"]) == ("quarantined", "demo")
    wish = {"do": "confirm", "dealer": "acme", "site": "lake-road"}
    assert stack.call("Admin", {**wish, "agent": signer["agent"], "key": signer["key"]}) == {
        "done": "trusted for lake-road"
    }
    devices = list(adapters.table.query(keys.site_key("acme", "lake-road").pk, "device#", index="site"))
    assert len(devices) == 11


def test_mail_for_a_domain_that_no_rule_takes_is_refused_at_the_door(stack: Stack) -> None:
    with reception(stack) as port, smtplib.SMTP(HOST, port) as post, pytest.raises(smtplib.SMTPDataError):
        post.sendmail("office@demo.example", ["acme@elsewhere.example"], b"Subject: x\r\n\r\nx")
