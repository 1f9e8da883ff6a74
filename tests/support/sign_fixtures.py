"""The fixtures of the signing tests: one terminal with one token for all of them, a fresh program for each.

Most sign a launcher that setuptools brings; what is released is the exe that the Windows build left in
build/windows, where it did.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.sign_rig import make_authority, make_tokens, module_path, reason_not_to_run, spy_path
from tests.support.sign_terminal import SigningTerminal, running_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILT = Path(__file__).parents[2] / "build" / "windows" / "meters.exe"
LAUNCHER = Path(str(distribution("setuptools").locate_file("setuptools/cli-64.exe")))
RELEASE = BUILT if BUILT.exists() else LAUNCHER
HOLDER = "Example Ltd"


def require_openssl() -> None:
    """Skip the test where certificates can't be made."""
    if shutil.which("openssl") is None:
        pytest.skip("the openssl command is not installed")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a certificate of its own root, in DER."""
    require_openssl()
    folder = tmp_path_factory.mktemp("certificate")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOLDER}"]
    command += ["-days", "400", "-outform", "DER", "-keyout", str(folder / "key.pem")]
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SigningTerminal]:
    """Yield a terminal with one token and one certificate."""
    if why_not := reason_not_to_run():
        pytest.skip(why_not)
    folder = tmp_path_factory.mktemp("sign")
    authority = make_authority(folder / "authority")
    tokens = make_tokens(folder / "token", authority)
    tokens.new()
    tokens.new_key()
    thumbprint = tokens.new_certificate(HOLDER)
    with running_clock(authority) as clock:
        yield SigningTerminal(folder, tokens, clock, thumbprint)


@pytest.fixture
def terminal(office: SigningTerminal) -> SigningTerminal:
    """Return the terminal, configured anew."""
    office.configure()
    office.clock.asked.clear()
    return office


@pytest.fixture
def unsigned(tmp_path: Path) -> Path:
    """Return a fresh copy of a small program to be signed."""
    return _fresh(LAUNCHER, tmp_path)


@pytest.fixture(scope="session")
def signed(office: SigningTerminal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small program that was signed once for all tests that only look at it."""
    return _signed(office, LAUNCHER, tmp_path_factory.mktemp("signed"))


@pytest.fixture(scope="session")
def signed_release(office: SigningTerminal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the program that is released, or what takes its place, signed once for all tests."""
    return _signed(office, RELEASE, tmp_path_factory.mktemp("release"))


def _signed(office: SigningTerminal, program: Path, folder: Path) -> Path:
    office.configure()
    file = _fresh(program, folder)
    ended = office.sign("sign", file)
    assert ended.code == 0, ended.seen
    return file


def _fresh(program: Path, folder: Path) -> Path:
    file = folder / "meters.exe"
    shutil.copyfile(program, file)
    return file


@dataclass(frozen=True, slots=True)
class Spy:
    """A PKCS#11 module that passes every call on to SoftHSM2's and writes down which."""

    module: str
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which it finds what it spies on."""
        return {"PKCS11SPY": str(module_path()), "PKCS11SPY_OUTPUT": str(self.log)}

    def logins(self) -> int:
        """Return how often a PIN was shown to the token."""
        return self.log.read_text(errors="replace").count(": C_Login\n")


@pytest.fixture
def spy(tmp_path: Path) -> Spy:
    """Return OpenSC's spy, which has seen nothing yet."""
    return Spy(str(spy_path()), tmp_path / "spy.log")
