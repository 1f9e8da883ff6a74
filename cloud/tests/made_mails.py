"""Agents made up for the tests: their reports are the agent's own, signed and in the agent's own mails."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from agent.core.mail.envelope import build_message
from agent.core.model.records import Delivery, Letter
from agent.core.report_format.document import report_bytes
from agent.core.report_format.enrolment import enrolment_of
from agent.core.report_format.signatures import key_change, public_key_of, sha256_of, sign
from agent.core.reporting.meters_csv import csv_of
from tests.support.documents import part
from tests.support.report_example import example_report

FIRST_DAY = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
DOMAIN = "in.example"
CODE = "K7QM2XFA-0123456789ABCDEFGHJKMNPQRS"


@dataclass(frozen=True)
class MadeAgent:
    """An agent with its signing key; `code` is what the office typed in. `printers` are serial numbers."""

    id: str = "agent-1"
    seed: bytes = bytes(range(32))
    code: str = ""
    printers: tuple[str, ...] = ("EX1", "EX2")
    dealer: str = "acme"
    old_seed: bytes | None = None  # of the key that this agent's key follows, from run 2 on

    @property
    def public_key(self) -> str:
        """Base64, as the report has it."""
        return public_key_of(self.seed)

    def report(self, run: int, previous: bytes | None = None, *, pages: int = 100) -> dict[str, Any]:
        """Return the report of a run, one a day; `pages` tells two reports of one run apart."""
        began = FIRST_DAY + timedelta(days=run - 1)
        made: dict[str, Any] = example_report()
        template = made["printers"][0]
        made |= {"run_number": run, "report_id": f"{self.id}-{run}-{pages}", "silent_known": []}
        made["previous_sha256"] = sha256_of(previous or b"?") if run > 1 else None
        made["scan"] |= {"began": began.isoformat(), "ended": (began + timedelta(minutes=1)).isoformat()}
        made["agent"] |= {"id": self.id, "public_key": self.public_key}
        if self.old_seed:
            made["agent"]["key_change"] = key_change(self.old_seed, self.id, self.public_key) | {
                "run_number": 2
            }
        proof = enrolment_of(self.code, self.id, self.public_key)
        made["site"]["enrolment"] = {"code_id": proof.code_id, "proof": proof.proof} if proof else None
        made["printers"] = [
            {
                **template,
                "id": f"p-{serial}",
                "serial_number": serial,
                "read_at": (began + timedelta(seconds=20 + place)).isoformat(),
                "life_count": {"value": 1000 * run + pages, "unit": "impressions"},
            }
            for place, serial in enumerate(self.printers)
        ]
        return made

    def mail(self, report: dict[str, Any] | bytes, *, signature: str | None = "") -> bytes:
        """Return the mail that brings a report; an empty `signature` is the right one, None is none."""
        data = report if isinstance(report, bytes) else report_bytes(report)
        sheet = b"" if isinstance(report, bytes) else csv_of(part(report))
        letter = Letter(
            report_id="r",
            run_number=1,
            made_at=FIRST_DAY,
            report=data,
            signature=sign(self.seed, data) if signature == "" else signature,
            csv=sheet,
            subject="[meters] Hill Street: 2 printers, no problems, 2 March 2026",
            text="A few lines.\n\n-- data --\nSITE = hill-street\n",
            html="<p>A few lines.</p>\n" * 40,
        )
        delivery = Delivery(
            f"<{sha256_of(data)[:20]}@office.example>", 1, FIRST_DAY, "", 0, FIRST_DAY, None, None
        )
        recipients = [f"{self.dealer}@{DOMAIN}"]
        return build_message(letter, delivery, "meters@office.example", recipients, FIRST_DAY)

    def chain(self, runs: int, *, pages: int = 100) -> list[bytes]:
        """Return the bytes of the reports of runs 1 to `runs`, each naming the one before."""
        reports: list[bytes] = []
        for run in range(1, runs + 1):
            previous = reports[-1] if reports else None
            reports.append(report_bytes(self.report(run, previous, pages=pages)))
        return reports
