"""Module names that stand for one thing in several layers; any other name may stand once.

The tests' own modules are not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tests.support.given_up_names import files

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = "agent/core/messages/texts"
TEXTS_OF_PORTAL = "cloud/core/messages/texts"
_PORTAL = ("cloud/core/portal", "cloud/jobs/portal", "cloud/portal/pages", TEXTS_OF_PORTAL)

# By name: the folders, and the one thing that is meant in all of them.
PARALLEL: dict[str, tuple[tuple[str, ...], str]] = {
    "about": (("agent/commands", "agent/ui", TEXTS), "version and licences"),
    "analyse": (("cloud/handlers", "cloud/jobs"), "the daily analysis"),
    "aws": (("cloud/deploy", "cloud/edge"), "clients of AWS's services"),
    "bundle": (("agent/commands", "agent/core"), "what support needs to see"),
    "carried": (("agent/commands/report", "agent/core/reporting"), "reports as files that a person carries"),
    "certificate": (("agent/core/mail", TEXTS), "a mail server's certificate"),
    "chain_end": (("agent/core/model", "agent/edge/store"), "where an agent's chain of reports ends"),
    "claims": (("cloud/core", "cloud/handlers"), "what a token says of a person"),
    "client_certificate": (
        ("agent/edge/smtp", "agent/ui/window"),
        "an office's certificate for its mail server",
    ),
    "closings": (("cloud/portal/pages", TEXTS_OF_PORTAL), "the closing of a day"),
    "command_line": (("tools/docs", TEXTS), "the agent's commands and options"),
    "conditions": (("agent/edge/store", "agent/jobs", TEXTS), "what a person must know until it is mended"),
    "counters": (
        ("agent/core/interpretation", "agent/core/report_format", "agent/core/reporting/card"),
        "what a dealer bills by",
    ),
    "decide": (("cloud/handlers", "cloud/jobs/portal", "cloud/portal/pages"), "a person's decision"),
    "decisions": (("cloud/core", TEXTS_OF_PORTAL), "what people of a dealer decide"),
    "demo": (("agent/commands", TEXTS), "meters demo"),
    "deployment": (("agent/context", TEXTS), "what administrators set up beforehand"),
    "device": (("agent/commands", *_PORTAL), "one device and its past"),
    "digest": (("cloud/jobs", TEXTS_OF_PORTAL), "a dealer's digest of a day"),
    "doctor": (("agent/commands", "agent/jobs", "agent/ui/window", TEXTS), "the doctor"),
    "doctor_computer": (("agent/jobs", TEXTS), "the doctor's steps of this computer"),
    "doctor_mail": (("agent/jobs", TEXTS), "the doctor's steps to the mail server"),
    "doctor_window": (("agent/commands", "agent/jobs", TEXTS), "the doctor as a window"),
    "erp": (("cloud/portal/pages", TEXTS_OF_PORTAL), "orders as files for a dealer's own programs"),
    "first_run": (("agent/ui/window", TEXTS), "the window's first run"),
    "fleet": (("agent/core/mail", TEXTS, *_PORTAL), "all printers as a table"),
    "form": (("agent/core/settings", "agent/ui/window"), "the settings as a form holds them"),
    "icon": (("agent/commands", "agent/ui", "packing"), "the program's icon as it is drawn"),
    "ingest": (("cloud/handlers", "cloud/jobs"), "taking in a mail"),
    "known_devices": (
        ("agent/core/office_status", "agent/edge/store", TEXTS),
        "the devices that the office knows",
    ),
    "lake": (("cloud/core", "cloud/handlers", "cloud/jobs"), "the Parquet copy"),
    "later_round": (("agent/commands/scan", "agent/core/schedule"), "printers that slept, asked once more"),
    "letter": (("agent/core/mail", "cloud/core/digest"), "what a mail of the program says"),
    "log": (_PORTAL, "the log of decisions"),
    "mail_services": (("tools/docs", TEXTS), "what to know of mail services"),
    "network_search": (("agent/context", "agent/ui/window", TEXTS), "a search for printers from the window"),
    "notifications": (
        ("agent/core/tray", "agent/ui", "cloud/portal/pages", TEXTS_OF_PORTAL),
        "what a person is told unasked",
    ),
    "notify": (("cloud/core/portal", "cloud/handlers", "cloud/jobs/portal"), "new findings told at once"),
    "office": (("agent/context", "cloud/core/portal"), "one office: as its agent, as its dealer has it"),
    "offices": (("cloud/jobs/portal", "cloud/portal/pages", TEXTS_OF_PORTAL), "a dealer's offices"),
    "orders": (("cloud/jobs", "cloud/portal/pages", TEXTS_OF_PORTAL), "supplies on their way to a printer"),
    "outbox": (("agent/context", "agent/edge/store"), "letters that wait"),
    "page": (("cloud/core/digest", TEXTS), "a report or digest as one HTML file"),
    "past": (("agent/core/history", "agent/demo", "agent/edge/store"), "earlier readings of devices"),
    "policy": (("agent/core/settings", "tools/docs"), "what an administrator set for everybody"),
    "portal": (("cloud/core/answers", "cloud/handlers", "cloud/local"), "the dealer's portal"),
    "private_objects": (
        ("agent/core/interpretation", "agent/core/manufacturer_rules"),
        "a maker's own MIB objects",
    ),
    "profiles": (("agent/context", "agent/core/reporting", TEXTS), "dealer profiles of the CSV table"),
    "proof": (("cloud/core", TEXTS), "whether a report is whole, and whose it is"),
    "provider": (("cloud/local", "cloud/portal"), "the OpenID provider"),
    "provision": (("agent/core/settings", "agent/ui/window"), "settings that somebody prepared"),
    "query": (("cloud/handlers", "cloud/jobs"), "questions of a dealer's programs"),
    "readings": (("agent/edge/store", "cloud/core"), "what was read of devices, as it is kept"),
    "refused_mail": (("cloud/core", TEXTS_OF_PORTAL), "why a mail is not taken"),
    "remove": (("agent/commands", "agent/jobs"), "removing what this user has"),
    "report": (("agent/core/report_builder", "agent/core/report_format", "agent/jobs"), "meters.json"),
    "service": (("agent/commands", TEXTS), "the daily loop as a service of the computer"),
    "service_refusals": (("agent/core/mail", TEXTS), "what known mail services mean by their refusals"),
    "settings": (("agent/commands", "agent/jobs", "tools/docs", TEXTS), "settings.toml"),
    "settings_window": (("agent/context", "agent/jobs"), "the settings window"),
    "signing_key": (("agent/jobs", TEXTS), "the office's signing key"),
    "state_reasons": (("agent/core/mib", TEXTS), "IPP printer-state-reasons"),
    "status": (
        ("agent/commands", "agent/context", "agent/core/office_status"),
        "how things stand in an office",
    ),
    "supplies": (("agent/core/interpretation", "agent/core/reporting/card"), "a printer's supplies"),
    "targets": (("agent/core/discovery", TEXTS), "TARGETs as people write them"),
    "theme": (("agent/edge", "agent/ui/window"), "dark or light"),
    "today": (_PORTAL, "what needs a person today"),
    "tray": (("agent/commands", "agent/jobs", "agent/ui", TEXTS), "the icon beside the clock"),
    "usm": (("agent/core/doctor", "agent/core/snmp_codec"), "SNMPv3's user-based security model"),
    "verify": (("agent/commands", "agent/jobs"), "meters verify"),
    "walk": (("agent/commands", "agent/core/model", "agent/jobs"), "what one device answers"),
    "watch": (("agent/commands", "agent/jobs"), "the daily loop without an icon"),
    "window": (("agent/ui/window", TEXTS), "the settings window as a whole"),
    "windows": (("agent/edge/administrator", "agent/edge/lan"), "what Windows alone has"),
}


def modules_of_one_name(root: Path) -> list[str]:
    """Return the names that modules share beyond PARALLEL."""
    return [
        f"{name}.py stands in {folder}, too, beside {sorted(folders - {folder})}"
        for name, folders in _folders_by_name(root).items()
        for folder in sorted(folders - {*_parallel(name)})
        if len(folders) > 1
    ]


def parallel_names_that_are_gone(root: Path) -> list[str]:
    """Return the folders that PARALLEL names for no module."""
    found = _folders_by_name(root)
    return [
        f"{folder} has no {name}.py, and PARALLEL names it"
        for name in PARALLEL
        for folder in _parallel(name)
        if folder not in found[name]
    ]


def _parallel(name: str) -> tuple[str, ...]:
    return PARALLEL[name][0] if name in PARALLEL else ()


def _folders_by_name(root: Path) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file, _ in files(root):
        folder, _, name = file.removesuffix(".py").rpartition("/")
        if not name.startswith("__") and "tests" not in file.split("/"):
            found[name].add(folder)
    return found
