"""A token without hardware: SoftHSM2, its keys never extractable, certificates under a root of our own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PIN = "60417285"
LABEL = "Release: terminal"
NEEDED = ("softhsm2-util", "pkcs11-tool", "osslsigncode", "openssl", "setsid")

CONFIGURATION = """
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[code]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = codeSigning
certificatePolicies = 2.23.140.1.3
[revocable]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = codeSigning
certificatePolicies = 2.23.140.1.3
crlDistributionPoints = URI:http://127.0.0.1:9/issuer.crl
[time]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[timestamps]
serial = {folder}/timestamp-serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
"""


def reason_not_to_run() -> str | None:
    """Say what a token in software needs and this machine has not; None where all is there."""
    found = missing()
    return f"not installed: {', '.join(found)}" if found else None


def missing() -> list[str]:
    """Return the needed programs that are not there."""
    found = [name for name in NEEDED if shutil.which(name) is None]
    if module_path() is None:
        found.append("SoftHSM2's module")
    if spy_path() is None:
        found.append("OpenSC's pkcs11-spy module")
    return found


def module_path() -> Path | None:
    """Return where SoftHSM2's PKCS#11 module stands."""
    return _library("libsofthsm2.so")


def spy_path() -> Path | None:
    """Return where OpenSC's module stands that writes down what passes through it."""
    return _library("pkcs11-spy.so")


def _library(name: str) -> Path | None:
    folders = ("lib", "lib/*", "lib/*/*", "lib64", "lib64/*")
    return next((file for folder in folders for file in Path("/usr").glob(f"{folder}/{name}")), None)


@dataclass(frozen=True, slots=True)
class Authority:
    """Two roots, one for code and one for time, with what is issued below them, as PEM files in a folder."""

    folder: Path

    def issue(self, request: Path, days: int, kind: str = "code") -> bytes:
        """Issue a code signing certificate that ends in `days`; return it in DER.

        A "revocable" one names a list of revoked certificates where nobody answers.
        """
        return _openssl(
            *("x509", "-req", "-in", request, "-CA", self.folder / "issuer.pem", "-days", days),
            *("-CAkey", self.folder / "issuer.key", "-extfile", self.folder / "openssl.cnf"),
            *("-extensions", kind, "-outform", "DER"),
        )


def make_authority(folder: Path) -> Authority:
    """Make roots, the issuer of code signing certificates and the timestamp signer."""
    folder.mkdir()
    (folder / "openssl.cnf").write_text(CONFIGURATION.format(folder=folder))
    (folder / "timestamp-serial").write_text("01")
    _self_signed(folder, "code-root")
    _self_signed(folder, "time-root")
    _below(folder, "issuer", "code-root", "authority")
    _below(folder, "clock", "time-root", "time")
    return Authority(folder)


def _openssl(*arguments: object) -> bytes:
    command = ["openssl", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _new_key(folder: Path, name: str) -> tuple[object, ...]:
    return (
        *("req", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / f"{name}.key"),
        *("-subj", f"/O=Test/CN={name}", "-config", folder / "openssl.cnf"),
    )


def _self_signed(folder: Path, name: str) -> None:
    _openssl(*_new_key(folder, name), "-x509", "-extensions", "authority", "-out", folder / f"{name}.pem")


def _below(folder: Path, name: str, issuer: str, kind: str) -> None:
    _openssl(*_new_key(folder, name), "-out", folder / f"{name}.csr")
    _openssl(
        *("x509", "-req", "-in", folder / f"{name}.csr", "-CA", folder / f"{issuer}.pem", "-days", 30),
        *("-CAkey", folder / f"{issuer}.key", "-extfile", folder / "openssl.cnf", "-extensions", kind),
        *("-out", folder / f"{name}.pem"),
    )


@dataclass(frozen=True, slots=True)
class Tokens:
    """SoftHSM2's tokens in a folder of their own."""

    folder: Path
    authority: Authority
    module: str

    @property
    def environment(self) -> dict[str, str]:
        """The variable by which SoftHSM2 finds them."""
        return {"SOFTHSM2_CONF": str(self.folder / "softhsm2.conf")}

    def new(self) -> None:
        """Make the one token, with the PIN of the tests."""
        pins = ("--so-pin", "01234567", "--pin", PIN)
        self._run("softhsm2-util", "--init-token", "--free", "--label", LABEL, *pins)

    def new_key(self, identifier: str = "01") -> None:
        """Make a key pair on the token; the private half never leaves it."""
        self._tool("--keypairgen", "--key-type", "rsa:2048", "--id", identifier)

    def new_certificate(
        self,
        name: str,
        days: int = 400,
        identifier: str = "01",
        stored_under: str = "",
        kind: str = "code",
    ) -> str:
        """Put a certificate for the key with this ID on the token; return its thumbprint."""
        file = self.folder / f"{name}.der"
        file.write_bytes(self.authority.issue(self._request(name, identifier), days, kind))
        place = ("--type", "cert", "--id", stored_under or identifier, "--label", "sign")
        self._tool("--write-object", str(file), *place)
        return hashlib.sha1(file.read_bytes(), usedforsecurity=False).hexdigest().upper()

    def _request(self, name: str, identifier: str) -> Path:
        file = self.folder / f"{name}.csr"
        key = f"pkcs11:token={LABEL.replace(' ', '%20')};id=%{identifier};type=private;pin-value={PIN}"
        self._run(
            *("openssl", "req", "-new", "-engine", "pkcs11", "-keyform", "engine", "-key", key),
            *("-subj", f"/O=Test/CN={name}", "-config", str(self.authority.folder / "openssl.cnf")),
            *("-out", str(file)),
        )
        return file

    def _tool(self, *arguments: str) -> None:
        login = ("--login", "--pin", PIN, "--token-label", LABEL)
        self._run("pkcs11-tool", "--module", self.module, *login, *arguments)

    def _run(self, *command: str) -> None:
        environment = os.environ | self.environment | {"PKCS11_MODULE_PATH": self.module}
        ended = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert ended.returncode == 0, (command, ended.stdout, ended.stderr)


def make_tokens(folder: Path, authority: Authority) -> Tokens:
    """Make a place for tokens; there is none in it yet."""
    (folder / "tokens").mkdir(parents=True)
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    return Tokens(folder, authority, str(module_path()))
