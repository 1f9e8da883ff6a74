"""What signing reads by itself: programs, certificates, its settings, SHA256SUMS."""

from __future__ import annotations

import struct
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import failures
import release_files
from child import Pin
from configuration import read_settings
from pkcs11_token import Place, read_tokens, require_tries
from portable_executable import digest, layout
from selection import require_one
from signing_certificate import Certificate, expires_within, read_certificate, readable, require_valid
from tests.support.sign_fixtures import LAUNCHER, require_openssl
from tests.support.sign_terminal import SIGN

if TYPE_CHECKING:
    from pathlib import Path

DATA = LAUNCHER.read_bytes()
PLACES = layout(DATA)
assert PLACES is not None
DIGEST = digest(DATA, PLACES)
UNCOVERED = {
    *range(PLACES.checksum, PLACES.checksum + 4),
    *range(PLACES.table_entry, PLACES.table_entry + 8),
}
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def certificate_until(end: datetime, thumbprint: str = "0F" * 20) -> Certificate:
    return Certificate(thumbprint, "Example Ltd", NOW - timedelta(days=300), end)


@pytest.mark.parametrize("file", sorted(LAUNCHER.parent.glob("*.exe")), ids=lambda file: file.name)
def test_programs_of_every_processor_are_known(file: Path) -> None:
    places = layout(file.read_bytes())
    assert places is not None
    assert not places.signed


@given(
    place=st.integers(0, len(DATA) - 1).filter(lambda place: place not in UNCOVERED), bit=st.integers(0, 7)
)
def test_every_covered_bit_changes_the_digest(place: int, bit: int) -> None:
    changed = bytearray(DATA)
    changed[place] ^= 1 << bit
    places = layout(bytes(changed))

    assert places is None or digest(bytes(changed), places) != DIGEST


@given(checksum=st.binary(min_size=4, max_size=4), table=st.binary(max_size=64))
def test_a_signature_and_its_checksum_do_not_change_the_digest(checksum: bytes, table: bytes) -> None:
    assert PLACES is not None
    signed = bytearray(DATA + table)
    signed[PLACES.checksum : PLACES.checksum + 4] = checksum
    struct.pack_into("<II", signed, PLACES.table_entry, len(DATA) if table else 0, len(table))
    places = layout(bytes(signed))

    assert places is not None
    assert (places.signed, digest(bytes(signed), places)) == (bool(table), DIGEST)


def test_what_stands_behind_a_signature_changes_the_digest() -> None:
    assert PLACES is not None
    signed = bytearray(DATA + bytes(16) + b"appended")
    struct.pack_into("<II", signed, PLACES.table_entry, len(DATA), 16)
    places = layout(bytes(signed))

    assert places is not None
    assert digest(bytes(signed), places) != DIGEST


@given(st.binary(max_size=300) | st.integers(0, PLACES.table_entry + 7).map(lambda end: DATA[:end]))
@example(b"MZ" + bytes(58) + b"\xff\xff\xff\xff")
@example(DATA[:0x3C] + struct.pack("<I", len(DATA) - 4) + DATA[0x40:-4] + b"PE\0\0")
def test_what_is_no_program_has_no_layout(data: bytes) -> None:
    assert layout(data) is None


@pytest.mark.parametrize(("table", "size"), [(len(DATA), 8), (0, 16), (100, 16), (0xFFFFFFF8, 0xFFFFFFF8)])
def test_a_signature_that_points_elsewhere_is_no_program(table: int, size: int) -> None:
    assert PLACES is not None
    broken = bytearray(DATA)
    struct.pack_into("<II", broken, PLACES.table_entry, table, size)

    assert layout(bytes(broken)) is None


@pytest.fixture(scope="module")
def der(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a certificate that ends after 2049, where the form of its dates is another."""
    require_openssl()
    folder = tmp_path_factory.mktemp("certificate")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/C=DE/CN=Grün & Söhne"]
    command += ["-utf8", "-days", "36500", "-outform", "DER", "-keyout", str(folder / "key")]
    return subprocess.run(command, check=True, capture_output=True).stdout


def test_a_certificate_is_read_as_openssl_reads_it(der: bytes) -> None:
    command = ["openssl", "x509", "-inform", "DER", "-noout", "-fingerprint", "-sha1", "-enddate"]
    told = subprocess.run(command, input=der, check=True, capture_output=True).stdout.decode()
    read = read_certificate(der)

    assert read.holder == "Grün & Söhne"
    assert read.thumbprint in told.replace(":", "")
    assert f"notAfter={read.not_after:%b} {read.not_after.day:2} {read.not_after:%H:%M:%S %Y} GMT" in told
    assert read.not_after - read.not_before == timedelta(days=36500)


@given(end=st.integers(0, 700), garbage=st.binary(max_size=100))
def test_what_is_no_certificate_is_left_out(der: bytes, end: int, garbage: bytes) -> None:
    assert readable([der[:end], garbage, der]) == [read_certificate(der)]


def test_a_certificate_is_taken_within_its_time_only() -> None:
    require_valid(certificate_until(NOW), NOW)
    for moment in (NOW + timedelta(seconds=1), NOW - timedelta(days=301)):
        with pytest.raises(failures.SigningError) as refused:
            require_valid(certificate_until(NOW), moment)
        assert refused.value.failure == failures.EXPIRED


def test_the_warning_comes_sixty_days_before_the_end() -> None:
    assert not expires_within(certificate_until(NOW + timedelta(days=60)), NOW, 60)
    assert expires_within(certificate_until(NOW + timedelta(days=60, seconds=-1)), NOW, 60)


def test_one_certificate_on_two_tokens_is_not_chosen_between() -> None:
    with pytest.raises(failures.SigningError) as refused:
        require_one([certificate_until(NOW), certificate_until(NOW)], "0F" * 20)
    assert refused.value.failure == failures.AMBIGUOUS


SLOTS = """Available slots:
Slot 0 (0x0): Alpha reader 00
  (empty)
Slot 1 (0x2a): Alpha reader 01
  token label        : My: token; 50%
  token manufacturer : SafeNet, Inc.
  token flags        : login required, token initialized, PIN initialized{flags}
  serial num         : 01ab
  pin min/max        : 6/16
Slot 2 (0x3): Alpha reader 02
  token state:   uninitialized
"""


def test_tokens_are_read_and_addressed_whatever_their_label() -> None:
    (token,) = read_tokens(SLOTS.format(flags=""))

    assert (token.slot, token.label, token.serial, token.least_pin) == ("0x2a", "My: token; 50%", "01ab", 6)
    place = Place(token, "0a1B", certificate_until(NOW))
    assert place.address("cert") == "pkcs11:token=My%3A%20token%3B%2050%25;serial=01ab;id=%0A%1B;type=cert"
    require_tries(token)


@pytest.mark.parametrize("flag", ["user PIN locked", "final user PIN try"])
def test_a_token_with_its_last_try_is_not_asked(flag: str) -> None:
    (token,) = read_tokens(SLOTS.format(flags=f", user PIN count low, {flag}"))

    with pytest.raises(failures.SigningError) as refused:
        require_tries(token)
    assert refused.value.failure == failures.PIN_LOCKED


def test_a_wrong_pin_of_yesterday_does_not_stop_a_release() -> None:
    (token,) = read_tokens(SLOTS.format(flags=", user PIN count low"))
    require_tries(token)


def test_a_pin_is_not_shown_by_print_or_traceback() -> None:
    assert "60417285" not in f"{Pin('60417285')!r} {Pin('60417285')}"


SETTINGS = (SIGN / "sign.toml").read_text(encoding="utf-8")


def test_the_settings_that_come_with_the_project_name_no_certificate_yet() -> None:
    settings = read_settings(SIGN / "sign.toml")

    assert (settings.thumbprint, settings.warn_days, settings.timestamping.pause) == ("", 60, 15)
    assert settings.timestamping.servers[0] == "http://timestamp.sectigo.com"
    assert settings.roots == SIGN / "roots.pem"


def test_a_thumbprint_is_taken_as_windows_shows_it(tmp_path: Path) -> None:
    shown = "\N{LEFT-TO-RIGHT MARK}0f 1e 2d 3c 4b 5a 69 78 87 96 a5 b4 c3 d2 e1 f0 01 12 23 34"
    (tmp_path / "sign.toml").write_text(
        SETTINGS.replace('thumbprint = ""', f'thumbprint = "{shown}"'), "utf-8"
    )

    assert read_settings(tmp_path / "sign.toml").thumbprint == "0F1E2D3C4B5A69788796A5B4C3D2E1F001122334"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('name = "Meters Agent"', 'name = ""', "name"),
        ('name = "Meters Agent"', "", "name"),
        ('thumbprint = ""', 'thumbprint = "0F1E"', "thumbprint"),
        ('thumbprint = ""', "thumbprint = 12", "thumbprint"),
        ('thumbprint = ""', 'thumbprint = ""\npin = "1234"', "pin is not known; a secret never"),
        ("pause_seconds = 15", "pause_seconds = -1", "timestamp.pause_seconds"),
        ("pause_seconds = 15", "pause_seconds = nan", "timestamp.pause_seconds"),
        ("pause_seconds = 15", "pause_seconds = true", "timestamp.pause_seconds"),
        ('servers = ["http://timestamp.sectigo.com", ', "servers = [7, ", "timestamp.servers"),
        ('"http://timestamp.sectigo.com"', '"ftp://timestamp.sectigo.com"', "timestamp.servers"),
        ("[signtool]", "[signtool]\ncolour = 1", "signtool.colour"),
        ("[signtool]", "[signtools]", "signtool"),
        ('roots = "roots.pem"', 'roots = ""', "osslsigncode.roots"),
        ("[timestamp]", "[timestamp", "line"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in SETTINGS
    (tmp_path / "sign.toml").write_text(SETTINGS.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(failures.SigningError) as refused:
        read_settings(tmp_path / "sign.toml")

    assert refused.value.failure == failures.CONFIGURATION
    assert named in refused.value.detail


def test_sums_are_written_and_compared_a_list_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    made = [tmp_path / "z.exe", tmp_path / "a b.zip", tmp_path / "b" / "c.exe"]
    for file in made:
        file.write_bytes(file.name.encode())

    assert release_files.write_sums(made) == [tmp_path / "SHA256SUMS", tmp_path / "b" / "SHA256SUMS"]
    named = [line[64:] for line in (tmp_path / "SHA256SUMS").read_text().splitlines()]
    assert named == [" *a b.zip", " *z.exe"]
    assert all(release_files.matches_sum(file) for file in made)
    assert not release_files.matches_sum(tmp_path / "SHA256SUMS")

    made[1].write_bytes(b"another")
    with pytest.raises(failures.SigningError) as refused:
        release_files.matches_sum(made[1])
    assert refused.value.failure == failures.CHECKSUM
