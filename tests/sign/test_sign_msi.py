"""An installer package, signed and verified as a program is."""

from __future__ import annotations

import re
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import failures
from compound_file import package as package_of
from signable import signable
from tests.sign.test_sign_verify import zipped
from tests.support.made_msi import small_msi

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sign_terminal import SigningTerminal


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a package as it was built."""
    return small_msi(tmp_path_factory.mktemp("msi")).read_bytes()


@pytest.fixture
def unsigned_msi(built: bytes, tmp_path: Path) -> Path:
    """Return a fresh copy of a package to be signed."""
    (tmp_path / "meters.msi").write_bytes(built)
    return tmp_path / "meters.msi"


def test_a_package_is_signed_timestamped_and_verified(terminal: SigningTerminal, unsigned_msi: Path) -> None:
    built = signable(unsigned_msi.read_bytes())
    ended = terminal.sign("sign", unsigned_msi)
    assert ended.code == 0, ended.seen
    assert len(terminal.clock.asked) == 1
    signed = signable(unsigned_msi.read_bytes())
    assert built
    assert signed
    assert (built.signed, signed.signed, signed.digest) == (False, True, built.digest)
    verified = terminal.sign("verify", unsigned_msi)
    assert verified.code == 0, verified.seen
    assert "Signature and timestamp hold." in verified.seen
    assert terminal.sign("sign", unsigned_msi).code == failures.ALREADY_SIGNED.code


def test_our_digest_is_the_one_that_osslsigncode_calculates(
    terminal: SigningTerminal, unsigned_msi: Path
) -> None:
    key, certificate = unsigned_msi.with_name("key.pem"), unsigned_msi.with_name("certificate.pem")
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Example Ltd"]
    subprocess.run([*request, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    plain = unsigned_msi.with_name("plain.msi")  # without the second digest, over names and sizes
    signing = ["osslsigncode", "sign", "-certs", str(certificate), "-key", str(key), "-h", "sha256"]
    subprocess.run([*signing, "-in", str(unsigned_msi), "-out", str(plain)], check=True, capture_output=True)
    command = ["osslsigncode", "verify", str(plain)]
    shown = subprocess.run(command, check=False, capture_output=True, text=True)
    calculated = re.search(r"^Calculated DigitalSignature +: ([0-9A-F]{64})", shown.stdout, re.MULTILINE)
    assert calculated
    assert terminal.sign("digest", plain).seen.split()[0] == calculated[1].lower()


def test_a_change_anywhere_in_a_table_or_file_is_refused(
    terminal: SigningTerminal, unsigned_msi: Path
) -> None:
    assert terminal.sign("sign", unsigned_msi).code == 0
    data = unsigned_msi.read_bytes()
    unsigned_msi.with_name("SHA256SUMS").unlink()
    for what in (b"MSCF", b"A newer Meters Agent", b"D:PAI(A;OICI;FA;;;SY)"):
        changed = bytearray(data)
        changed[data.index(what)] ^= 1
        unsigned_msi.write_bytes(changed)
        assert terminal.sign("verify", unsigned_msi).code == failures.SIGNATURE_INVALID.code, what


def test_an_unsigned_package_is_told_also_inside_a_zip(terminal: SigningTerminal, unsigned_msi: Path) -> None:
    assert terminal.sign("verify", unsigned_msi).code == failures.NOT_SIGNED.code
    archive = zipped(unsigned_msi.with_suffix(".zip"), {"meters.msi": unsigned_msi})
    assert terminal.sign("verify", archive).code == failures.NOT_SIGNED.code


def test_a_signed_package_inside_a_zip_is_looked_at_as_well(
    terminal: SigningTerminal, unsigned_msi: Path
) -> None:
    assert terminal.sign("sign", unsigned_msi).code == 0
    archive = zipped(unsigned_msi.with_suffix(".zip"), {"meters.msi": unsigned_msi})
    ended = terminal.sign("verify", archive)
    assert ended.code == 0, ended.seen
    assert "Signatures inside hold: 1 files." in ended.seen
    changed = bytearray(unsigned_msi.read_bytes())
    changed[changed.index(b"A newer Meters Agent")] ^= 1
    unsigned_msi.write_bytes(changed)
    zipped(archive, {"meters.msi": unsigned_msi})
    assert terminal.sign("verify", archive).code == failures.SIGNATURE_INVALID.code


def test_what_is_no_package_is_none(built: bytes) -> None:
    other_class = built.replace(bytes.fromhex("84100c0000000000c000000000000046"), bytes(16))
    for data in (b"", built[:8], built[:600], other_class, built[: len(built) // 2]):
        assert package_of(data) is None


def test_sectors_in_a_circle_end() -> None:
    """A file of sixteen sectors, whose directory, or list of sectors, follows itself."""
    table = struct.pack("<128I", 0, 1, *[0xFFFFFFFF] * 126)  # each of the first two follows itself
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[30:32] = struct.pack("<H", 9)
    header[76:512] = struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    for first, more in ((1, 0xFFFFFFFE), (1, 1)):
        header[48:52], header[68:72] = struct.pack("<I", first), struct.pack("<I", more)
        assert package_of(bytes(header) + table + struct.pack("<128I", *[1] * 128) + bytes(512 * 13)) is None


@given(st.data())
def test_damage_never_ends_in_a_traceback(built: bytes, data: st.DataObject) -> None:
    changed = bytearray(built)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(built) - 1))] = data.draw(st.integers(0, 255))
    found = package_of(bytes(changed))
    assert found is None or len(found[0]) == 64
