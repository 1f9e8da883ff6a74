"""Certificates of every kind, made by openssl: for a server that a client has reason not to trust."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG = """
[ca]
default_ca = own
[own]
dir = {folder}
database = {folder}/index.txt
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
"""


@dataclass(frozen=True, slots=True)
class Made:
    """Where a certificate and its key lie, as PEM."""

    certificate: Path
    key: Path


def openssl(*arguments: str) -> None:
    """Run the openssl command; the test is skipped where there is none."""
    command = shutil.which("openssl")
    if command is None:
        pytest.skip("the openssl command is not installed")
    subprocess.run([command, *arguments], check=True, capture_output=True)


def made_certificate(  # noqa: PLR0913 (what a certificate is made of)
    folder: Path,
    *,
    name: str = "127.0.0.1",
    start: str = "20200101000000Z",
    end: str = "20990101000000Z",
    key: str = "rsa:2048",
    signed_by: Made | None = None,
) -> Made:
    """Make a certificate for `name`, signed by itself or another; `start` and `end` as openssl has them."""
    folder.mkdir(parents=True)
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("1000\n")
    config = folder / "openssl.cnf"
    config.write_text(_CONFIG.format(folder=folder))
    made = Made(folder / "certificate.pem", folder / "key.pem")
    kind = "IP" if name[0].isdigit() else "DNS"
    request = ["-subj", f"/CN={name}", "-addext", f"subjectAltName={kind}:{name}"]
    request += ["-newkey", key, "-nodes", "-keyout", str(made.key), "-out", str(folder / "request.pem")]
    openssl("req", "-new", "-config", str(config), *request)
    signer = (
        [] if signed_by is None else ["-cert", str(signed_by.certificate), "-keyfile", str(signed_by.key)]
    )
    signer = signer or ["-selfsign", "-keyfile", str(made.key)]
    lasting = ["-startdate", start, "-enddate", end]
    files = ["-in", str(folder / "request.pem"), "-out", str(made.certificate)]
    openssl("ca", "-batch", "-notext", "-config", str(config), *signer, *lasting, *files)
    return made
