"""meters verify closing.json: proven offline by the dealer's key, held against this office's own reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from agent.commands import verify
from agent.core.model.records import Letter
from agent.core.report_format.closing import SCHEMA, digest_of, signature_line
from agent.core.report_format.signatures import public_key_of, sha256_of, sign
from agent.core.report_format.succession import LetterSigner
from agent.edge import machine
from agent.edge.store import Store
from agent.ui.cli import build_parser
from tests.support.documents import part
from tests.support.made_chain import FIRST, made_chain
from tests.support.report_example import example_report
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEALER, OTHER = bytes(range(32)), bytes(31) + b"x"
KEY = public_key_of(DEALER)
KINDS = ("total", "monochrome", "full_color", "large")


def document(*devices: dict[str, Any], key: str = KEY, **changed: Any) -> bytes:  # noqa: ANN401 (JSON)
    made = {
        "schema": SCHEMA,
        "dealer": "acme",
        "closed_on": "2026-10-31",
        "made_by": "cat@acme.example",
        "public_key": key,
        "devices": [*devices, {"serial_number": "ELSEWHERE", "reading": {"agent": "other", "run_number": 1}}],
        **changed,
    }
    return json.dumps(made).encode()


def saved(folder: Path, data: bytes, seed: bytes = DEALER, *, signed: bytes | None = None) -> Path:
    """Save a closing with its signature beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "closing.json"
    path.write_bytes(data)
    path.with_suffix(".sig").write_bytes(signature_line(sign(seed, digest_of(signed or data))))
    return path


def verified(home: Path, *paths: Path, key: str | None = None) -> int:
    arguments = ["verify", *map(str, paths), "--data", str(home), *(["--key", key] if key else [])]
    return verify.run(build_parser().parse_args(arguments))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a data folder whose agent has queued two reports."""
    folder = tmp_path / "data"
    with Store.open(folder / "agent.db", NOW) as store:
        store.agents.identity(machine.fingerprint(), "agent-1", NOW)
    return folder


def test_the_dealer_s_key_proves_a_closing_and_is_remembered(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path / "box", document())
    assert verified(home, path) == 1
    assert "the dealer isn't verified" in capsys.readouterr().out
    assert verified(home, path, key=KEY) == 0
    assert verified(home, path) == 0
    assert "Closing of 2026-10-31 by acme, 1 printer: unchanged, signed" in capsys.readouterr().out


def test_another_key_than_the_remembered_one_is_found(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(home, saved(tmp_path / "box", document()), key=KEY) == 0
    forged = saved(tmp_path / "forged", document(key=public_key_of(OTHER)), OTHER)
    assert verified(home, forged) == 1
    assert "different key" in capsys.readouterr().out
    assert verified(home, saved(tmp_path / "lies", document(), OTHER)) == 1  # it shows the dealer's own key
    assert "changed after it was signed" in capsys.readouterr().out


def test_each_changed_octet_is_refused(home: Path, tmp_path: Path) -> None:
    data = document()
    for place in range(0, len(data), 7):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert verified(home, saved(tmp_path / f"box{place}", changed, signed=data), key=KEY) == 1, place


@pytest.mark.parametrize(
    "signature", [b"", b"AAAA", b"no base64", b"\xff" * 5000, sign(DEALER, b"x").encode()]
)
def test_what_is_no_signature_proves_nothing(home: Path, tmp_path: Path, signature: bytes) -> None:
    path = saved(tmp_path / "box", document())
    path.with_suffix(".sig").write_bytes(signature)
    assert verified(home, path, key=KEY) == 1


def test_a_signature_over_the_file_itself_is_not_over_its_digest(home: Path, tmp_path: Path) -> None:
    path = saved(tmp_path / "box", data := document())
    path.with_suffix(".sig").write_text(sign(DEALER, data))
    assert verified(home, path, key=KEY) == 1


def test_without_its_signature_a_closing_is_not_proven(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path / "box", document())
    path.with_suffix(".sig").unlink()
    assert verified(home, path, key=KEY) == 1
    assert ".sig file" in capsys.readouterr().out


@pytest.mark.parametrize(
    "changed",
    [
        {"schema": "meters-closing/2"},
        {"devices": None},
        {"devices": [1, None, {"reading": 3}, {"reading": {"agent": "agent-1", "run_number": True}}]},
        {"dealer": 5, "closed_on": ["x"]},
        {"dealer": "a\nb\x1b[31m" * 400},
        {"public_key": {"a": 1}},
    ],
)
def test_whatever_a_signed_file_holds_breaks_no_line(
    home: Path, tmp_path: Path, changed: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path / "box", document(**changed))
    assert verified(home, path, key=KEY) == int("schema" in changed)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert len(shown.splitlines()) == 1 + ("schema" in changed)


@pytest.fixture
def report(home: Path) -> bytes:
    """Let the office's agent queue its first report; return its bytes."""
    data = json.dumps(example_report() | {"run_number": 1}).encode()
    letter = Letter("r-1", 1, NOW, data, None, b"", "", "", "")
    with Store.open(home / "agent.db", NOW) as store:
        scan = store.scans.begin(NOW, 0)
        signer = LetterSigner("agent-1", public_key_of(FIRST))
        store.scans.close(scan, NOW, part({}), lambda _run, _: letter, "<a@b>", signer=signer)
    return data


def device(report: bytes, run: int = 1, agent: str = "agent-1", **counts: int) -> dict[str, Any]:
    """Return a line of a closing as the dealer has it of the office's report."""
    printer = json.loads(report)["printers"][0]
    reading = {"agent": agent, "run_number": run, "report_sha256": sha256_of(report)}
    impressions = {kind: printer["impressions"][kind] for kind in KINDS} | counts
    return {"serial_number": printer["serial_number"], "reading": reading, "impressions": impressions}


def test_readings_are_held_against_this_office_s_own_reports(
    home: Path, tmp_path: Path, report: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(home, saved(tmp_path / "box", document(device(report))), key=KEY) == 0
    assert "1 reading matches this office's own report" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (lambda report: device(report, total=1), "other counters than in report 1"),
        (lambda report: device(report, large=1), "other counters than in report 1"),
        (lambda report: device(report) | {"serial_number": "ANOTHER"}, "printer ANOTHER: other counters"),
        (lambda report: device(report + b" "), "report 1 isn't the one that this office sent"),
    ],
)
def test_what_this_office_did_not_report_is_told_although_it_is_signed(
    home: Path,
    report: bytes,
    line: Callable[[bytes], dict[str, Any]],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert verified(home, saved(home.parent / "box", document(line(report))), key=KEY) == 1
    assert said in capsys.readouterr().out


def test_a_run_that_is_not_here_and_a_device_of_another_office_are_not_compared(
    home: Path, tmp_path: Path, report: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (device(report, run=2, total=1), device(report, agent="agent-9", total=1))
    assert verified(home, saved(tmp_path / "box", document(*lines)), key=KEY) == 0
    assert "matches" not in capsys.readouterr().out


def test_a_folder_of_reports_and_closings_gets_both_verdicts(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = saved(tmp_path / "box", document()).parent
    (report,) = made_chain(1)
    (box / "meters.json").write_bytes(report.report)
    (box / "meters.sig").write_text(report.signature or "")
    arguments = ["verify", str(box), "--data", str(home), "--key", KEY, "--key", public_key_of(FIRST)]
    assert verify.run(build_parser().parse_args(arguments)) == 0
    shown = capsys.readouterr().out
    assert "Closing of 2026-10-31" in shown
    assert "report 1 unchanged" in shown


def test_without_a_data_folder_a_named_key_proves_a_closing_all_the_same(tmp_path: Path) -> None:
    assert verified(tmp_path / "nothing", saved(tmp_path / "box", document()), key=KEY) == 0
    assert not (tmp_path / "nothing" / "agent.db").exists()
