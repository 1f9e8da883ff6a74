"""The support bundle: everything that support needs, and nothing that tells whose it is."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from agent.core.bundle import LONGEST_PART, bundle_of
from tests.support.command_line import PRINTERS, TARGETS, Program, with_mail
from tests.support.loopback import needs_127_8

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_text_has_the_same_mark_in_every_part() -> None:
    parts = {
        "settings.toml": 'host = "10.1.2.3"',
        "log": "10.1.2.3 refused; E78 at 10.1.2.30, MAIL x@y.example",
    }
    text = bundle_of(parts, [("SERIAL", "E78")])
    assert text.count("ADDRESS-1") == 2
    assert "SERIAL-1 at ADDRESS-2, MAIL MAIL-1" in text
    for secret in ("10.1.2.3", "E78", "x@y.example"):
        assert secret not in text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2026-11-30 12:30:05 started", True),
        ("version 1.2.3", True),
        ("127.0.0.1 and 255.255.255.0", True),
        ("at fe80::1234:5678:9abc:def0", False),
        ("mac 00:1b:a9:c0:ff:ee", False),
        ("192.168.1.0/24", False),
    ],
)
def test_addresses_are_told_from_times_and_versions(text: str, kept: bool) -> None:
    assert (text in bundle_of({"log": text}, [])) is kept


@pytest.mark.parametrize("filler", ["x", "a", ":", "a:", "1.", "a@", "-"])
def test_a_long_log_is_cut_to_its_end_in_a_moment(filler: str) -> None:
    began = time.process_time()
    text = bundle_of({"log": "old\n" + filler * (LONGEST_PART // len(filler)) + "\nnew"}, [])
    assert "new" in text
    assert "old" not in text
    # Processor time of this process: about 0.3 s here, minutes where a pattern is quadratic.
    assert time.process_time() - began < 10


def test_a_short_name_does_not_cut_words() -> None:
    assert "north" in bundle_of({"log": "north"}, [("NAME", "no")])
    assert "northern" in bundle_of({"log": "northern"}, [("NAME", "north")])


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_an_office_bundles_what_it_has_and_names_nobody(tmp_path: Path) -> None:
    program = Program(tmp_path / "office-data")
    program.settings(with_mail(9))
    report = json.loads(program.run("scan", "--no-send", "--json", "-").stdout)
    assert len(report["printers"]) == PRINTERS
    target = tmp_path / "support.txt"
    refused = program.run("bundle", "--to", str(target))
    assert (refused.code, target.exists()) == (2, False)
    ended = program.run("bundle", "--to", str(target), "--yes")
    assert ended.code == 0
    text = ended.stdout.decode()
    assert target.read_text("utf-8") == text
    for name in ("versions", "settings.toml", "conditions", "last scan", "log"):
        assert f"== {name} ==" in text
    for printer in report["printers"]:
        for key in ("serial_number", "mac_address", "host_name", "location"):
            assert not printer[key] or printer[key] not in text, key
    for secret in ("meters@example.com", "office@example.com", str(tmp_path), *TARGETS):
        assert secret not in text or secret.startswith("127."), secret
