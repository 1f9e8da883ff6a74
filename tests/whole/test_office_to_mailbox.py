"""The main job once, with nothing but real parts: printers, keyring, STARTTLS with login, mailbox."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from agent.core.report_format.signatures import verify_report
from tests.support import real_mta
from tests.support.command_line import PRINTERS, TARGETS, attached, validated
from tests.support.desktop_rig import LONGEST, MISSING, desktop
from tests.support.loopback import needs_127_8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.desktop_rig import Desktop

pytestmark = [
    needs_127_8,
    pytest.mark.usefixtures("simulated_office"),
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

BOX = real_mta.BOXES[0]


@pytest.fixture
def postfix() -> Iterator[real_mta.MailHost]:
    reason = real_mta.reason_not_to_run()
    if reason:
        pytest.skip(reason)
    with real_mta.running_mail_host() as host:
        yield host


def settings(host: real_mta.MailHost) -> str:
    return f"""
[site]
id = "north"
[network]
targets = {TARGETS}
[mail]
host = "localhost"
port = {host.starttls}
security = "starttls"
user = "{real_mta.USER}"
sender = "meters@example.org"
recipients = ["{BOX}"]
certificate_sha256 = "{host.fingerprint}"
"""


def meters(session: Desktop, data: Path, *arguments: str, typed: str = "") -> str:
    """Run a command in the session and return what it says to a person."""
    ended = subprocess.run(
        [sys.executable, "-m", "agent", "--data", str(data), *arguments],
        env=dict(session.environment),
        input=typed,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stderr


def test_a_scan_ends_in_the_mailbox_signed_and_whole(postfix: real_mta.MailHost, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text(settings(postfix))
    with desktop(tmp_path / "home") as session:
        meters(session, data, "settings", "password", typed=real_mta.PASSWORD)
        assert "1 report sent" in meters(session, data, "scan")
    files = attached(postfix.wait_for_mail(BOX))
    report = validated(files["meters.json"])
    assert len(report["printers"]) == PRINTERS
    key = report["agent"]["public_key"]
    verdict = verify_report(files["meters.json"], files["meters.sig"].decode(), key)
    assert (verdict.integrity, verdict.run_number, verdict.problems) == ("valid", 1, ())
    rows = list(csv.DictReader(io.StringIO(files["meters.csv"].decode("utf-8-sig"))))
    assert [row["SerialNumber"] for row in rows] == [row["serial_number"] for row in report["printers"]]
    kept = b"".join(path.read_bytes() for path in data.iterdir())
    assert real_mta.PASSWORD.encode() not in kept
