"""First this, then that: how a built file becomes a signed one, whoever signs."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from failures import (
    ALREADY_SIGNED,
    NOT_A_PROGRAM,
    NOT_SIGNED,
    NOT_WHAT_WAS_BUILT,
    SIGNATURE_INVALID,
    TIMESTAMP_FAILED,
    SigningError,
)
from release_files import files_below
from signable import signable
from unpacking import unpack

if TYPE_CHECKING:
    from collections.abc import Callable

    from configuration import Timestamping
    from signable import Signable
    from signing_certificate import Certificate


class Backend(Protocol):
    """A program that signs; each call raises SigningError where it fails."""

    def find(self) -> Certificate:
        """Return the configured certificate, looked for without a PIN."""

    def signer(self) -> Callable[[Path, Path], None]:
        """Ask for the PIN where that is ours to ask; return what signs one file into another."""

    def timestamp(self, server: str, source: Path, target: Path) -> None:
        """Add the timestamp of one server; `target` is a new file."""

    def verify(self, file: Path) -> None:
        """Require the configured certificate's signature with a valid timestamp."""

    def is_whole(self, file: Path) -> bool:
        """Return whether the signature in `file`, of whomever, is over this very file."""


@dataclass(frozen=True, slots=True)
class Timestamps:
    """Asks timestamp servers in turn, with the courtesy that they ask for between two questions.

    `now` gives seconds of a clock that never goes back, `wait` waits so many.
    """

    timestamping: Timestamping
    now: Callable[[], float]
    wait: Callable[[float], None]
    _asked: dict[str, float] = field(default_factory=dict, init=False)

    def add(self, backend: Backend, source: Path, folder: Path) -> Path:
        """Return a copy of `source` in `folder` with a timestamp; SigningError where every server failed."""
        said = []
        for number, server in enumerate(self.timestamping.servers):
            target = folder / f"timestamped-{number}{source.suffix}"
            self._be_polite(server)
            try:
                backend.timestamp(server, source, target)
            except SigningError as error:
                said.append(error.detail)
            else:
                return target
            finally:
                self._asked[server] = self.now()
        raise SigningError(TIMESTAMP_FAILED, "\n".join(said))

    def _be_polite(self, server: str) -> None:
        if server in self._asked:
            self.wait(max(0.0, self._asked[server] + self.timestamping.pause - self.now()))


def require_signable(file: Path) -> Signable:
    """Return digest and state of a Windows program or package; SigningError where it is neither."""
    found = signable(file.read_bytes())
    if found is None:
        raise SigningError(NOT_A_PROGRAM, str(file))
    return found


def require_unsigned(file: Path) -> str:
    """Return the Authenticode digest of a program without a signature; SigningError where it has one."""
    found = require_signable(file)
    if found.signed:
        raise SigningError(ALREADY_SIGNED, str(file))
    return found.digest


def sign_in_place(
    file: Path, backend: Backend, sign: Callable[[Path, Path], None], timestamps: Timestamps
) -> None:
    """Sign `file`, verify the outcome, and only then let it take the place of `file`.

    Raises SigningError; the file is then as it was.
    """
    built = require_unsigned(file)
    with tempfile.TemporaryDirectory(prefix=".signing-", dir=file.parent) as name:
        signed = Path(name) / f"signed{file.suffix}"
        sign(file, signed)
        finished = timestamps.add(backend, signed, Path(name))
        backend.verify(finished)
        outcome = require_signable(finished)
        if not outcome.signed or outcome.digest != built:
            raise SigningError(NOT_WHAT_WAS_BUILT, str(file))
        shutil.copymode(file, finished)
        finished.replace(file)


def require_signed(file: Path, backend: Backend) -> None:
    """Require that `file` is a program with a valid signature and timestamp; SigningError otherwise."""
    if not require_signable(file).signed:
        raise SigningError(NOT_SIGNED, str(file))
    backend.verify(file)


def require_signed_inside(archive: Path, backend: Backend) -> int:
    """Require that every program in the ZIP is signed; return how many there are. SigningError otherwise.

    Its programs must carry the configured certificate's signature with a timestamp, their libraries a whole
    one, whoever made them.
    """
    with tempfile.TemporaryDirectory(prefix="verifying-") as name:
        folder = Path(name)
        unpack(archive, folder)
        without, whole = unsigned_programs(folder, backend)
        if without:
            missing = "\n".join(file.relative_to(folder).as_posix() for file in without)
            raise SigningError(NOT_SIGNED, f"{archive}, inside:\n{missing}")
        for file in whole:
            if file.suffix.lower() == ".exe":
                require_signed(file, backend)
        return len(whole)


def unsigned_programs(folder: Path, backend: Backend) -> tuple[list[Path], list[Path]]:
    """Return the programs below `folder` without a signature, and those that have a whole one.

    Programs are known by their content, whatever their name. Raises SigningError for a broken
    signature: signing over it would hide that the file was changed.
    """
    without: list[Path] = []
    whole: list[Path] = []
    for file in files_below(folder):
        found = signable(file.read_bytes())
        if found is None:
            continue
        if found.signed and not backend.is_whole(file):
            raise SigningError(SIGNATURE_INVALID, str(file))
        (whole if found.signed else without).append(file)
    return without, whole
