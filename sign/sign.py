"""Signs Windows programs and packages with the certificate on the token. Of Python it needs 3.11 alone.

A release day, step by step, and every failure with its exit code: sign/README.md.
"""

from __future__ import annotations

import argparse
import getpass
import io
import sys
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from child import Pin
from configuration import Settings, read_settings, require_thumbprint
from failures import (
    CANCELLED,
    EXPIRES_SOON,
    NO_TERMINAL,
    NOT_A_PROGRAM,
    UNREADABLE,
    SigningError,
)
from osslsigncode import Osslsigncode
from release_files import matches_sum, named, without_sums, write_sums
from signable import signable
from signing_certificate import expires_within, require_valid
from signtool import Signtool, windows_store
from smart_cards import require_token
from steps import (
    Timestamps,
    require_signable,
    require_signed,
    require_signed_inside,
    require_unsigned,
    sign_in_place,
    unsigned_programs,
)
from unpacking import is_archive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from signing_certificate import Certificate
    from steps import Backend

COMMANDS = {
    "sign": "sign each FILE in its place, verify it, write SHA256SUMS beside it",
    "before-packing": "sign every program below each FOLDER that carries no signature",
    "check": "look at token and certificate, without a PIN",
    "verify": "verify signature, timestamp and SHA256SUMS of each FILE",
    "sums": "write SHA256SUMS over exactly these FILEs",
    "digest": "tell the Authenticode digest of each FILE: signing does not change it",
}

_WITHOUT_CERTIFICATE = {"check", "sums", "digest"}


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit code."""
    # `sign.py FILE` is short for `sign.py sign FILE`.
    if arguments and arguments[0] not in {*COMMANDS, "-h", "--help"}:
        arguments = ["sign", *arguments]
    chosen = _parser().parse_args(arguments)
    try:
        _do(chosen)
    except KeyboardInterrupt:
        return _explain(SigningError(CANCELLED))
    except OSError as error:
        return _explain(SigningError(UNREADABLE, str(error)))
    except SigningError as error:
        return _explain(error)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sign.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    default = "signtool" if sys.platform == "win32" else "osslsigncode"
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument(
            "--config", type=Path, default=Path(__file__).with_name("sign.toml"), metavar="FILE"
        )
        command.add_argument("--backend", choices=("signtool", "osslsigncode", "none"), default=default)
        if name != "check":
            what = "FOLDER" if name == "before-packing" else "FILE"
            command.add_argument("paths", nargs="+", type=Path, metavar=what)
    return parser


def _do(chosen: argparse.Namespace) -> None:
    settings = read_settings(chosen.config)
    backend = _backend(chosen.backend, settings)
    if backend is not None and chosen.command not in _WITHOUT_CERTIFICATE:
        require_thumbprint(settings)
    match chosen.command:
        case "check":
            _check(backend, settings)
        case "before-packing":
            _before_packing(backend, settings, chosen.paths)
        case "verify":
            for file in without_sums(named(chosen.paths)):
                _verify(backend, file)
        case "sums":
            _write_sums(without_sums(named(chosen.paths)))
        case "digest":
            for file in named(chosen.paths):
                print(require_signable(file).digest, file)
        case _:
            files = named(chosen.paths)
            for file in files:
                require_unsigned(file)
            _sign(backend, settings, files)
            _write_sums(files)


def _backend(name: str, settings: Settings) -> Backend | None:
    if name == "none":
        return None
    return (
        Signtool(settings, windows_store, require_token)
        if name == "signtool"
        else Osslsigncode(settings, _ask_pin)
    )


def _check(backend: Backend | None, settings: Settings) -> None:
    if backend is None:
        print("Nothing to look at: the backend none does not sign.")
    elif expires_within(_find(backend), datetime.now(UTC), settings.warn_days):
        raise SigningError(EXPIRES_SOON)


def _find(backend: Backend) -> Certificate:
    certificate, now = backend.find(), datetime.now(UTC)
    days = (certificate.not_after - now).days
    print(f"Certificate: {certificate.holder}, {certificate.thumbprint}")
    print(f"Valid until: {certificate.not_after:%Y-%m-%d} ({days} days)")
    require_valid(certificate, now)
    return certificate


def _before_packing(backend: Backend | None, settings: Settings, folders: Sequence[Path]) -> None:
    if backend is None:
        print("The backend none does not sign: every file stays as it is.")
        return
    found = [unsigned_programs(folder, backend) for folder in folders]
    without = [file for files, _whole in found for file in files]
    print(f"Signed already: {sum(len(whole) for _files, whole in found)} files, left as they are.")
    print(f"To be signed: {len(without)} files.")
    _sign(backend, settings, without)


def _sign(backend: Backend | None, settings: Settings, files: Sequence[Path]) -> None:
    if backend is None:
        print("The backend none does not sign: the files stay as they are. DO NOT PUBLISH THEM.")
    elif files:
        if expires_within(_find(backend), datetime.now(UTC), settings.warn_days):
            print(f"Attention: {EXPIRES_SOON.title} {EXPIRES_SOON.advice}")
        sign, timestamps = backend.signer(), Timestamps(settings.timestamping, time.monotonic, _wait)
        for file in files:
            print(f"Signing {file}", flush=True)
            sign_in_place(file, backend, sign, timestamps)
            print("Signed, timestamped, verified.", flush=True)


def _wait(seconds: float) -> None:
    if seconds > 1:
        print(f"Waiting {seconds:.0f} s: timestamp servers ask scripts for patience.", flush=True)
    time.sleep(seconds)


def _write_sums(files: Sequence[Path]) -> None:
    for written in write_sums(files):
        print(f"Written: {written}")


def _verify(backend: Backend | None, file: Path) -> None:
    print(f"Verifying {file}", flush=True)
    in_sums = matches_sum(file)
    if not _holds(backend, file) and not in_sums:
        raise SigningError(NOT_A_PROGRAM, f"{file}, and no SHA256SUMS beside it names it.")
    if in_sums:
        print("It is the file that SHA256SUMS names.")


def _holds(backend: Backend | None, file: Path) -> bool:
    """Return whether a signature was looked for and holds; SigningError where it does not."""
    if backend is None:
        return False
    if signable(file.read_bytes()) is not None:
        require_signed(file, backend)
        print("Signature and timestamp hold.")
        return True
    inside = require_signed_inside(file, backend) if is_archive(file) else 0
    if inside:
        print(f"Signatures inside hold: {inside} files.")
    return inside > 0


def _ask_pin(question: str) -> Pin:
    # Where there is no terminal getpass would warn, then read on with an echo.
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return Pin(getpass.getpass(question))
        except getpass.GetPassWarning:
            raise SigningError(NO_TERMINAL) from None
        except EOFError:
            raise SigningError(CANCELLED) from None


def _explain(error: SigningError) -> int:
    lines = [error.detail, error.failure.title, error.failure.advice]
    print(*(line for line in lines if line), sep="\n", file=sys.stderr)
    return error.failure.code


if __name__ == "__main__":
    # A holder's name may have letters that a redirected output on Windows has not.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
