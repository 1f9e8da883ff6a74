"""What signtool is called with, and what its words mean.

It runs on Windows only. What stands in for it here says what SignTool's documentation says.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import failures
from signtool import find_signtool
from steps import Timestamps, require_signed, sign_in_place, unsigned_programs
from tests.support.sign_fixtures import LAUNCHER
from tests.support.sign_stand_in import GOOD, Windows, windows_with

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="what stands in for signtool is a script")

SERVERS = ("http://one.test", "http://two.test")


@pytest.fixture
def windows(tmp_path: Path, certificate: bytes) -> Windows:
    """Return a computer whose signtool does its work."""
    (tmp_path / "windows").mkdir()
    return windows_with(certificate, tmp_path / "windows", SERVERS)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a fresh program to be signed."""
    file = tmp_path / "meters.exe"
    shutil.copyfile(LAUNCHER, file)
    return file


def test_signtool_is_called_with_these_arguments(windows: Windows, program: Path) -> None:
    windows.sign(program)

    sign, timestamp, verify = windows.calls()
    assert sign[:-1] == [
        *("sign", "/v", "/debug", "/fd", "SHA256", "/sha1", windows.thumbprint),
        *("/d", "Meters Agent", "/du", "https://meters.test"),
    ]
    assert timestamp[:-1] == ["timestamp", "/v", "/debug", "/tr", SERVERS[0], "/td", "SHA256"]
    assert verify[:-1] == ["verify", "/pa", "/all", "/tw", "/v"]
    # The built file itself is touched only when all has gone well.
    assert not {str(program)} & {call[-1] for call in (sign, timestamp, verify)}
    require_signed(program, windows.backend)


def test_one_server_has_fifteen_seconds_between_two_questions(windows: Windows, program: Path) -> None:
    clock, waited = [100.0], []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        clock[0] += seconds

    timestamps = Timestamps(windows.backend.settings.timestamping, lambda: clock[0], wait)
    for pause in (4.0, 40.0, 0.0):
        shutil.copyfile(LAUNCHER, program)
        sign_in_place(program, windows.backend, windows.backend.signer(), timestamps)
        clock[0] += pause

    assert waited == [11.0, 0.0]


def test_without_an_address_none_is_given(windows: Windows, program: Path) -> None:
    nameless = replace(windows.backend, settings=replace(windows.backend.settings, url=""))

    replace(windows, backend=nameless).sign(program)

    assert "/du" not in windows.calls()[0]


def test_a_timestamp_server_that_fails_is_followed_by_the_next_without_the_token(
    windows: Windows, program: Path
) -> None:
    said = "SignTool Error: The specified timestamp server either could not be reached"
    windows.says(timestamp=(1, said))

    with pytest.raises(failures.SigningError) as refused:
        windows.sign(program)

    assert refused.value.failure == failures.TIMESTAMP_FAILED
    assert [call[0] for call in windows.calls()] == ["sign", "timestamp", "timestamp"]
    assert [call[4] for call in windows.calls()[1:]] == list(SERVERS)


def debug(**left: int) -> str:
    """Say how many certificates each filter of /debug leaves."""
    counts = {"EKU": 2, "expiry": 2, "Hash": 1, "Private_Key": 1} | left
    return "\n".join(
        f"After {name.replace('_', ' ')} filter, {count} certs were left." for name, count in counts.items()
    )


NO_CERTIFICATE = "SignTool Error: No certificates were found that met all the given criteria."
INTERNAL = "SignTool Error: An unexpected internal error has occurred. SignerSign() failed."
SAYINGS = [
    (f"{debug(Hash=0, Private_Key=0)}\n{NO_CERTIFICATE}", failures.CERTIFICATE_ABSENT),
    (f"{debug(expiry=0, Hash=0, Private_Key=0)}\n{NO_CERTIFICATE}", failures.EXPIRED),
    (f"{debug(Private_Key=0)}\n{NO_CERTIFICATE}", failures.TOKEN_ABSENT),
    (NO_CERTIFICATE, failures.CERTIFICATE_ABSENT),
    (
        "SignTool Error: Multiple certificates were found that meet all the given criteria.",
        failures.AMBIGUOUS,
    ),
    (f"{debug()}\n{INTERNAL} (-2146434965/0x8010006b)", failures.PIN_INCORRECT),
    (f"{debug()}\n{INTERNAL} (-2146434964/0x8010006C)", failures.PIN_LOCKED),
    (f"{debug()}\n{INTERNAL} (-2146434962/0x8010006E)", failures.CANCELLED),
    (f"{debug()}\n{INTERNAL} (-2147023673/0x800704C7)", failures.CANCELLED),
    (f"{debug()}\n{INTERNAL} (-2146435060/0x8010000C)", failures.TOKEN_ABSENT),
    (f"{debug()}\n{INTERNAL} (-2146434967/0x80100069)", failures.TOKEN_ABSENT),
    (f"{debug()}\n{INTERNAL} (-2146893802/0x80090016)", failures.TOKEN_ABSENT),
    (f"{debug()}\n{INTERNAL} (-2146435026/0x8010002E)", failures.READER_ABSENT),
    (f"{debug()}\n{INTERNAL} (-2146435043/0x8010001D)", failures.READER_ABSENT),
    (
        "SignTool Error: This file format cannot be signed because it is not recognized.",
        failures.NOT_A_PROGRAM,
    ),
    (f"{debug()}\n{INTERNAL} (-2146869243/0x80096005)", failures.SIGNING_FAILED),
]


@pytest.mark.parametrize(("said", "failure"), SAYINGS)
@pytest.mark.parametrize("code", [1, 2])
def test_what_signtool_says_becomes_a_failure_of_its_own_and_is_not_tried_again(
    windows: Windows, program: Path, said: str, failure: failures.Failure, code: int
) -> None:
    windows.says(sign=(code, said))
    built = hashlib.sha256(program.read_bytes()).digest()

    with pytest.raises(failures.SigningError) as refused:
        windows.sign(program)

    assert refused.value.failure == failure
    assert len(windows.calls()) == 1
    assert hashlib.sha256(program.read_bytes()).digest() == built


VERDICTS = [
    (1, "SignTool Error: No signature found.", failures.NOT_SIGNED),
    (1, "SignTool Error: WinVerifyTrust returned error: 0x80096010", failures.SIGNATURE_INVALID),
    (2, GOOD.replace("The signature is timestamped", "SignTool Warning"), failures.NO_TIMESTAMP),
    (0, GOOD.replace("The signature is timestamped", "File is not timestamped"), failures.NO_TIMESTAMP),
    (0, GOOD.format(thumbprint="0F" * 20), failures.OTHER_CERTIFICATE),
    (2, GOOD, failures.SIGNATURE_INVALID),
    (1, GOOD, failures.SIGNATURE_INVALID),
]


@pytest.mark.parametrize(("code", "said", "failure"), VERDICTS)
def test_only_a_verdict_without_any_doubt_is_taken(
    windows: Windows, program: Path, code: int, said: str, failure: failures.Failure
) -> None:
    windows.says(verify=(code, said.replace("{thumbprint}", windows.thumbprint)))

    with pytest.raises(failures.SigningError) as refused:
        windows.sign(program)

    assert refused.value.failure == failure


def test_a_dialog_that_nobody_answers_ends_with_the_time_limit(windows: Windows, program: Path) -> None:
    windows.says(sign=(0, "", 5.0))
    hasty = replace(windows.backend, settings=replace(windows.backend.settings, deadline=0.4))

    with pytest.raises(failures.SigningError) as refused:
        replace(windows, backend=hasty).sign(program)

    assert refused.value.failure == failures.TIMED_OUT


def test_the_certificate_is_looked_for_in_windows_store_by_its_thumbprint(windows: Windows) -> None:
    found = windows.backend.find()
    assert (found.holder, found.thumbprint) == ("Example Ltd", windows.thumbprint)
    assert windows.calls() == []

    with pytest.raises(failures.SigningError) as refused:
        replace(windows.backend, store=list).find()
    assert refused.value.failure == failures.CERTIFICATE_ABSENT


def test_a_signature_that_windows_takes_is_left_before_packing(windows: Windows, program: Path) -> None:
    windows.sign(program)
    assert unsigned_programs(program.parent, windows.backend) == ([], [program])

    windows.says(verify=(1, "SignTool Error: WinVerifyTrust returned error: 0x80096010"))
    with pytest.raises(failures.SigningError) as refused:
        unsigned_programs(program.parent, windows.backend)
    assert refused.value.failure == failures.SIGNATURE_INVALID


def test_the_newest_signtool_of_the_windows_sdk_is_found_and_then_the_path_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("10.0.9000.0", "10.0.22621.0", "10.0.19041.0"):
        folder = tmp_path / "Windows Kits" / "10" / "bin" / version / "x64"
        folder.mkdir(parents=True)
        (folder / "signtool.exe").touch()
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    on_the_path = tmp_path / "path"
    on_the_path.mkdir()
    (on_the_path / "signtool").touch(0o755)
    monkeypatch.setenv("PATH", str(on_the_path))
    assert "10.0.22621.0" in find_signtool("")

    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path / "nothing installed"))
    assert find_signtool("") == str(on_the_path / "signtool")

    with pytest.raises(failures.SigningError) as refused:
        find_signtool(str(tmp_path / "absent"))
    assert refused.value.failure == failures.TOOL_MISSING
