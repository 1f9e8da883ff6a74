"""winget's manifests: their form, and that they tell of the very package that is there."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from agent import __version__
from packing.winget import IDENTIFIER, manifests, require_address, yaml_of
from tests.support.made_msi import VERSION, small_msi, table

ROOT = Path(__file__).parents[2]
URL = f"https://meters.example/{VERSION}/meters-{VERSION}-windows-amd64.msi"
# What winget's schema 1.10.0 asks of the parts that we write (github.com/microsoft/winget-cli, schemas/JSON).
TEXT = {"type": "string", "minLength": 3, "maxLength": 256}
GUID = {"type": "string", "pattern": r"^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$"}
HEAD: dict[str, Any] = {
    "PackageIdentifier": {
        "type": "string",
        "pattern": r'^[^.\s\\/:*?"<>|]{1,32}(\.[^.\s\\/:*?"<>|]{1,32}){1,7}$',
    },
    "PackageVersion": {"type": "string", "pattern": r'^[^\\/:*?"<>|]+$', "maxLength": 128},
    "ManifestVersion": {"const": "1.10.0"},
}
ENTRY = {"DisplayName": TEXT, "Publisher": TEXT, "ProductCode": GUID, "UpgradeCode": GUID}
PACKAGE = {
    "Architecture": {"enum": ["x86", "x64", "arm", "arm64", "neutral"]},
    "InstallerUrl": {"type": "string", "pattern": "^https?://", "maxLength": 2048},
    "InstallerSha256": {"type": "string", "pattern": "^[A-Fa-f0-9]{64}$"},
}
MODES = ["interactive", "silent", "silentWithProgress"]


def whole(properties: dict[str, Any]) -> dict[str, Any]:
    names = list(properties)
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


WORDS: dict[str, Any] = {
    "PackageLocale": {"type": "string", "pattern": "^[a-zA-Z]{2,3}(-[a-zA-Z]{1,8})*$", "maxLength": 20},
    **dict.fromkeys(("Publisher", "PackageName", "License", "ShortDescription"), TEXT),
}
INSTALLER: dict[str, Any] = {
    "Platform": {"type": "array", "items": {"enum": ["Windows.Desktop", "Windows.Universal"]}},
    "MinimumOSVersion": {"type": "string", "pattern": r"^\d{1,5}(\.\d{1,5}){0,3}$"},
    "InstallerType": {"enum": ["msix", "msi", "wix", "exe"]},
    "Scope": {"enum": ["user", "machine"]},
    "InstallModes": {"type": "array", "items": {"enum": MODES}, "uniqueItems": True},
    "UpgradeBehavior": {"enum": ["install", "uninstallPrevious", "deny"]},
    "ReleaseDate": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    "ProductCode": GUID,
    "AppsAndFeaturesEntries": {"type": "array", "items": whole(ENTRY), "minItems": 1},
    "Installers": {"type": "array", "items": whole(PACKAGE), "minItems": 1},
}
KINDS: dict[str, dict[str, Any]] = {
    "version": {"DefaultLocale": WORDS["PackageLocale"]},
    "installer": INSTALLER,
    "defaultLocale": WORDS,
    "locale": WORDS,
}
EXPECTED = """\
PackageIdentifier: "MetersAgentFounders.MetersAgent"
PackageVersion: "1.2.3"
Platform:
- "Windows.Desktop"
MinimumOSVersion: "10.0.0.0"
InstallerType: "msi"
Scope: "machine"
InstallModes:
- "silent"
- "silentWithProgress"
UpgradeBehavior: "install"
ReleaseDate: "2026-11-30"
ProductCode: "{PRODUCT}"
AppsAndFeaturesEntries:
- DisplayName: "Meters Agent"
  Publisher: "The Meters Agent founders"
  ProductCode: "{PRODUCT}"
  UpgradeCode: "{6D0C9F3E-6C0B-4A51-9D8F-0A8D4C8F9A41}"
Installers:
- Architecture: "x64"
  InstallerUrl: "https://meters.example/1.2.3/meters-1.2.3-windows-amd64.msi"
  InstallerSha256: "SUM"
ManifestType: "installer"
ManifestVersion: "1.10.0"
"""


def test_each_manifest_has_the_form_that_winget_asks_for() -> None:
    documents = manifests(VERSION, "ab" * 32, URL, "2026-11-30")
    assert [document["ManifestType"] for document in documents.values()] == list(KINDS)
    for document in documents.values():
        kind = document["ManifestType"]
        schema = whole({**HEAD, **KINDS[kind], "ManifestType": {"const": kind}})
        assert [error.message for error in Draft7Validator(schema).iter_errors(document)] == []
    assert list(documents)[:2] == [f"{IDENTIFIER}.yaml", f"{IDENTIFIER}.installer.yaml"]


def test_the_manifest_tells_of_the_package_that_is_there(tmp_path: Path) -> None:
    package = small_msi(tmp_path)
    found = {row["Property"]: row["Value"] for row in table(package, "Property")}
    sum_of_it = hashlib.sha256(package.read_bytes()).hexdigest()
    document = manifests(VERSION, sum_of_it, URL, "2026-11-30")[f"{IDENTIFIER}.installer.yaml"]
    expected = EXPECTED.replace("PRODUCT}", found["ProductCode"][1:]).replace("SUM", sum_of_it.upper())
    assert yaml_of(document) == expected
    (listed,) = document["AppsAndFeaturesEntries"]
    assert (listed["DisplayName"], listed["Publisher"]) == (found["ProductName"], found["Manufacturer"])
    assert listed["UpgradeCode"] == found["UpgradeCode"].upper()


def test_the_command_writes_them_about_the_file_that_it_is_given(tmp_path: Path) -> None:
    package = tmp_path / "meters.msi"
    package.write_bytes(b"signed")
    url = f"https://meters.example/v{__version__}/meters.msi"
    command = [sys.executable, "-m", "packing.winget", str(package), "--url", url]
    command += ["--out", str(tmp_path / "winget")]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert ended.stdout == f"{tmp_path / 'winget'}\n"
    german = (tmp_path / "winget" / f"{IDENTIFIER}.locale.de-DE.yaml").read_text(encoding="utf-8")
    assert "Zähler" in german
    installer = (tmp_path / "winget" / f"{IDENTIFIER}.installer.yaml").read_text(encoding="utf-8")
    assert f'InstallerSha256: "{hashlib.sha256(b"signed").hexdigest().upper()}"' in installer


@pytest.mark.parametrize(
    "url", [URL.replace("https", "http"), URL.replace(VERSION, "latest"), URL.replace(".msi", ".exe")]
)
def test_an_address_that_winget_would_refuse_or_that_changes_is_refused(url: str) -> None:
    require_address(URL, VERSION)
    with pytest.raises(SystemExit, match=r"https, 1\.2\.3 and \.msi"):
        require_address(url, VERSION)
