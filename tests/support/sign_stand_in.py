"""What stands in for signtool where no Windows is: it notes how it was called, and says what it is told."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from configuration import Settings, Timestamping
from signing_certificate import read_certificate
from signtool import Signtool
from steps import Timestamps, sign_in_place

if TYPE_CHECKING:
    from pathlib import Path

# It signs after a fashion: a certificate table with nothing in it that proves anything.
STAND_IN = """#!{python}
import json, struct, sys, time
command, *options = sys.argv[1:]
with open("{calls}", "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
code, said, seconds = json.load(open("{script}")).get(command, (0, "", 0))
time.sleep(seconds)
print(said)
if command == "sign" and code == 0:
    data = bytearray(open(options[-1], "rb").read())
    data += bytes(-len(data) % 8)
    entry = struct.unpack_from("<I", data, 0x3C)[0] + 24 + 112 + 4 * 8
    struct.pack_into("<II", data, entry, len(data), 16)
    open(options[-1], "wb").write(data + struct.pack("<IHH", 16, 0x200, 2) + b"proof!!!")
sys.exit(code)
"""
GOOD = """Signature Index: 0 (Primary Signature)
Signing Certificate Chain:
    Issued to: Test Root
        SHA1 hash: 00112233445566778899AABBCCDDEEFF00112233
        Issued to: Example Ltd
            SHA1 hash: {thumbprint}
The signature is timestamped: Mon Nov 23 10:00:00 2026
Successfully verified: meters.exe"""


@dataclass(frozen=True, slots=True)
class Windows:
    """A Windows computer with a token, as far as signing sees it."""

    folder: Path
    backend: Signtool
    thumbprint: str

    def says(self, **commands: tuple[int, str] | tuple[int, str, float]) -> None:
        """Let signtool end so: exit code, text and seconds by its command."""
        good = {"verify": (0, GOOD.format(thumbprint=self.thumbprint), 0)}
        script = {command: [*ending, 0][:3] for command, ending in (good | commands).items()}
        (self.folder / "script.json").write_text(json.dumps(script))

    def calls(self) -> list[list[str]]:
        """Return the arguments of each call so far."""
        return [json.loads(line) for line in (self.folder / "calls").read_text().splitlines()]

    def sign(self, file: Path) -> None:
        """Sign as sign.py does, on a clock that stands still."""
        timestamps = Timestamps(self.backend.settings.timestamping, lambda: 0.0, lambda _seconds: None)
        sign_in_place(file, self.backend, self.backend.signer(), timestamps)


def windows_with(certificate: bytes, folder: Path, servers: tuple[str, ...]) -> Windows:
    """Return a computer whose store holds this certificate (DER), twice, and something else."""
    (folder / "calls").touch()
    tool = folder / "signtool"
    tool.write_text(
        STAND_IN.format(python=sys.executable, calls=folder / "calls", script=folder / "script.json")
    )
    tool.chmod(0o755)
    settings = Settings(
        name="Meters Agent",
        url="https://meters.test",
        thumbprint=read_certificate(certificate).thumbprint,
        warn_days=60,
        deadline=10,
        timestamping=Timestamping(servers, 15),
        signtool=str(tool),
        osslsigncode="",
        module="",
        engine="",
        intermediates=folder,
        roots=folder,
        timestamp_roots=folder,
    )
    store = [b"no certificate", certificate, certificate]
    made = Windows(folder, Signtool(settings, lambda: store, lambda: None), settings.thumbprint)
    made.says()
    return made
