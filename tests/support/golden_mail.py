"""The letter of the demo's office as it is sent, for eyes: what a change of the letter changes.

`.venv/bin/python -m tests.support.golden_mail` writes the files of tests/golden anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.mail.letter import text
from agent.demo.made_up_printers import OFFICE
from agent.ui.mail_page import render_mail_page
from tests.support.made_pages import BEGAN, a_reading, a_report, demo_entry, demo_past, past_reading

if TYPE_CHECKING:
    from agent.core.history.past import Past
    from agent.core.model.records import Illustrated
    from tests.support.documents import Document

FOLDER = Path(__file__).parents[1] / "golden"
PRINTERS = tuple(device.location for device in OFFICE if device.printer)


def past_until_today() -> Past:
    """Return the demo's past with the readings of the day itself."""
    today = {f"id-{d.host_name}": past_reading(a_reading(d)) for d in OFFICE if d.printer}
    return {name: (*readings, today[name]) for name, readings in demo_past().items()}


def demo_report(past: Past) -> Document:
    """Return the report of the demo's office on one day."""
    report = a_report((demo_entry(place) for place in PRINTERS), past)
    row = {"ip_address": "192.0.2.19", "port": 161, "why": "It wants SNMPv3.", "advice": "Enter a user."}
    report["scan"] |= {"addresses_asked": 254, "datagrams_sent": 612, "datagrams_received": 431}
    return report | {"unreadable": [row]}


def report_before(report: Document) -> Document:
    """Return the report of the day before: one printer jammed then that no longer is, one was fine still."""
    earlier = BEGAN.replace(day=BEGAN.day - 1).isoformat()
    changes = {
        "Accounts": {"state_reasons": ["media-jam-error"]},
        "Warehouse": {"state_reasons": []},
    }
    printers = [p | changes.get(p["location"], {}) | {"read_at": earlier} for p in report["printers"]]
    return report | {"scan": report["scan"] | {"began": earlier}, "printers": printers}


def golden_letter() -> tuple[str, Illustrated]:
    """Return the text of the demo's letter, and its HTML with its pictures."""
    past = past_until_today()
    report = demo_report(past)
    before = report_before(report)
    return text(report, signed=True, before=before, past=past), render_mail_page(report, past, before, True)


def main() -> None:
    """Write the letter's two texts."""
    plain, page = golden_letter()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "mail.txt").write_text(plain, "utf-8")
    (FOLDER / "mail.html").write_text(page.html, "utf-8")


if __name__ == "__main__":
    main()
