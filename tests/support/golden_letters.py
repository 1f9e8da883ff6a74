"""Letters of offices other than the demo's, in both languages, as files for eyes.

`.venv/bin/python -m tests.support.golden_letters` writes those of tests/golden/letters anew: read each
as the person who gets it. What programs read of a letter stands in the letter of golden_mail.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.mail.letter import DATA_LINE, NO_PAST, text
from agent.core.messages import LANGUAGES, set_language
from agent.ui.mail_page import render_mail_page
from tests.support.golden_mail import PRINTERS, demo_report, past_until_today
from tests.support.made_pages import BEGAN, a_report, demo_entry, large_office

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent.core.history.past import Past
    from agent.core.report_format.report import Report

FOLDER = Path(__file__).parents[1] / "golden" / "letters"
SEARCHED = {"targets": ["192.168.50.0/24"], "addresses_asked": 254, "datagrams_sent": 508}
Office = tuple["Report", "Past", "Report | None"]


def empty() -> Office:
    """Return an office where nothing answered."""
    report = a_report([])
    report["scan"] |= {**SEARCHED, "datagrams_received": 0}
    return report, NO_PAST, None


def first_day() -> Office:
    """Return the first report of an office: nothing is known of the days before."""
    report = a_report(demo_entry(place) for place in PRINTERS)
    report["scan"] |= SEARCHED
    return report, NO_PAST, None


def silent() -> Office:
    """Return an office where one printer did not answer today, and one not for more than a week."""
    past = past_until_today()
    report = demo_report(past) | {"unreadable": []}
    ago = {"Accounts": ("stale", 1), "Reception": ("missing", 9)}
    for entry in report["printers"]:
        if entry["location"] in ago:
            status, days = ago[entry["location"]]
            read_at = (BEGAN - timedelta(days=days)).isoformat()
            entry |= {"read_status": status, "read_at": read_at}
            report["silent_known"].append(
                {"id": entry["id"], "last_seen": read_at, "ip_address": "192.0.2.7"}
            )
    return report, past, None


def sixty() -> Office:
    """Return an office of sixty printers."""
    return *large_office(60), None


OFFICES: Mapping[str, Callable[[], Office]] = {
    "empty": empty,
    "first-day": first_day,
    "silent": silent,
    "sixty": sixty,
}
NAMES = tuple(f"{office}.{language}" for office in OFFICES for language in LANGUAGES)


def letter_of(name: str) -> tuple[str, str]:
    """Return the text of the letter of this name, in its plain text and its HTML."""
    office, _, language = name.partition(".")
    set_language(language)
    try:
        report, past, before = OFFICES[office]()
        plain = text(report, signed=True, before=before, past=past)
        html = render_mail_page(report, past, before, True).html
    finally:
        set_language(LANGUAGES[0])
    return plain.partition(f"{DATA_LINE}\n")[0], html


def main() -> None:
    """Write all letters."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        plain, html = letter_of(name)
        (FOLDER / f"{name}.txt").write_text(plain, "utf-8")
        (FOLDER / f"{name}.html").write_text(html, "utf-8")


if __name__ == "__main__":
    main()
