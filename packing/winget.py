"""python -m packing.winget PACKAGE --url ADDRESS: the manifests by which `winget install` finds a version.

PACKAGE is the signed installer package, ADDRESS where people will download this file: winget refuses one with
another SHA-256. They are written into build/winget, or --out; the form is that of winget's schema 1.10.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agent import __version__
from packing.build import ROOT, commit_time
from packing.msi.codes import UPGRADE_CODE, product_code
from packing.msi.source import MAKER, NAME
from packing.sums import sha256_of

IDENTIFIER = "MetersAgentFounders.MetersAgent"
SCHEMA = "1.10.0"
DESCRIPTIONS = {
    "en-US": "Finds the office's network printers and mails a signed report of their meters.",
    "de-DE": "Findet die Netzwerkdrucker des Büros und verschickt ihre Zählerstände als signierten "
    "Bericht per E-Mail.",
}
DEFAULT = "en-US"


def manifests(version: str, sha256: str, url: str, released: str) -> dict[str, dict[str, Any]]:
    """Return the documents by file name; `released` is a date such as 2026-11-30."""
    product = {"DisplayName": NAME, "Publisher": MAKER, "ProductCode": product_code(version)}
    package = {"Architecture": "x64", "InstallerUrl": url, "InstallerSha256": sha256.upper()}
    installer = {
        "Platform": ["Windows.Desktop"],
        "MinimumOSVersion": "10.0.0.0",
        "InstallerType": "msi",
        "Scope": "machine",
        "InstallModes": ["silent", "silentWithProgress"],
        "UpgradeBehavior": "install",
        "ReleaseDate": released,
        "ProductCode": product_code(version),
        "AppsAndFeaturesEntries": [{**product, "UpgradeCode": f"{{{str(UPGRADE_CODE).upper()}}}"}],
        "Installers": [package],
    }
    documents = {
        "": _document(version, {"DefaultLocale": DEFAULT}, "version"),
        ".installer": _document(version, installer, "installer"),
    }
    for locale, description in DESCRIPTIONS.items():
        kind = "defaultLocale" if locale == DEFAULT else "locale"
        documents[f".locale.{locale}"] = _document(version, _words(locale, description), kind)
    return {f"{IDENTIFIER}{name}.yaml": document for name, document in documents.items()}


def _words(locale: str, description: str) -> dict[str, Any]:
    return {
        "PackageLocale": locale,
        "Publisher": MAKER,
        "PackageName": NAME,
        "License": "Apache-2.0",
        "ShortDescription": description,
    }


def _document(version: str, content: dict[str, Any], kind: str) -> dict[str, Any]:
    head = {"PackageIdentifier": IDENTIFIER, "PackageVersion": version}
    return {**head, **content, "ManifestType": kind, "ManifestVersion": SCHEMA}


def yaml_of(document: dict[str, Any], indent: str = "") -> str:
    """Return a document as YAML; its texts are quoted as in JSON, which YAML takes."""
    lines = []
    for key, value in document.items():
        if not isinstance(value, list):
            lines.append(f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}\n")
            continue
        lines.append(f"{indent}{key}:\n")
        for item in value:
            text = (
                yaml_of(item, f"{indent}  ") if isinstance(item, dict) else f"{indent}  {json.dumps(item)}\n"
            )
            lines.append(f"{indent}- {text.removeprefix(f'{indent}  ')}")
    return "".join(lines)


def main() -> None:
    """Write the manifests and say where they lie."""
    parser = argparse.ArgumentParser(prog="python -m packing.winget")
    parser.add_argument("package", type=Path, help="the signed installer package")
    parser.add_argument(
        "--url", required=True, help="where it will be downloaded: https, with the version in it"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "winget")
    arguments = parser.parse_args()
    package: Path = arguments.package
    require_address(arguments.url, __version__)
    released = f"{datetime.fromtimestamp(int(commit_time()), UTC):%Y-%m-%d}"
    folder: Path = arguments.out
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in manifests(__version__, sha256_of(package), arguments.url, released).items():
        (folder / name).write_text(yaml_of(document), encoding="utf-8", newline="\n")
    print(folder)  # noqa: T201 (what it is asked for)


def require_address(url: str, version: str) -> None:
    """Raise SystemExit where winget would refuse the address, or a later version would take its place."""
    if not url.startswith("https://") or version not in url or not url.endswith(".msi"):
        raise SystemExit(f"{url}: an address with https, {version} and .msi in the end is needed.")


if __name__ == "__main__":
    main()
