"""What is said when reports are saved to a USB stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import count, number

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_FOLDER_ADVICE = "Stecken Sie den USB-Stick ein und wählen Sie einen vorhandenen Ordner."
OTHERS_ADVICE = "Es wurde nichts überschrieben. Wählen Sie einen leeren Ordner."
NO_ROOM_ADVICE = (
    "Geben Sie Speicherplatz frei oder verwenden Sie einen anderen USB-Stick. Führen Sie den Befehl dann "
    "erneut aus; bereits gespeicherte Dateien bleiben erhalten."
)
LOST_ADVICE = "Prüfen Sie, ob der USB-Stick noch steckt, und führen Sie den Befehl dann erneut aus."
CALL_AGAIN = "Bereits gespeicherte Dateien sind vollständig. Führen Sie den Befehl für den Rest erneut aus."


def no_folder(path: str) -> str:
    """Return that a folder is not there."""
    return f"Der Ordner {path} ist nicht vorhanden."


def others_there(names: Sequence[str]) -> str:
    """Return that files of these names hold something else."""
    if len(names) == 1:
        return f"{names[0]} ist dort schon vorhanden, mit anderem Inhalt."
    return f"Dort sind schon andere Dateien vorhanden: {', '.join(names)}."


def no_room(path: str, needed: int, free: int) -> str:
    """Return that there is too little room; both are numbers of octets."""
    return f"Zu wenig Speicherplatz in {path}: {_kilobytes(needed)} benötigt, {_kilobytes(free)} frei."


def lost(path: str, why: str) -> str:
    """Return that a stick can't be looked at."""
    return f"{path} kann nicht gelesen werden: {why}."


def carried(stem: str, *, written: int, files: int) -> str:
    """Return what became of one report."""
    if written == 0:
        all_files = "die Datei war" if files == 1 else f"alle {number(files)} Dateien waren"
        return f"{stem}: {all_files} bereits gespeichert."
    rest = f", {count(files - written, 'war', 'waren')} bereits vorhanden" if written < files else ""
    return f"{stem}: {count(written, 'Datei', 'Dateien')} gespeichert{rest}."


def unsigned(stem: str) -> str:
    """Return that a report bears no signature."""
    return (
        f"{stem}: nicht signiert, weil der Schlüsselbund dieses Computers bei der Erstellung "
        "nicht verfügbar war."
    )


def nothing_marked(waiting: int) -> str:
    """Return that the outbox is as it was."""
    if waiting == 0:
        return "Es wurde nichts als gesendet markiert."
    rest = count(waiting, "Bericht wartet", "Berichte warten")
    return f"Es wurde nichts als gesendet markiert. {rest} weiter im Postausgang."


def carried_in_all(reports: int, path: str) -> str:
    """Return how many reports are on the stick now."""
    if reports == 1:
        return f"1 Bericht in {path} gespeichert."
    return f"{number(reports)} Berichte in {path} gespeichert."


def _kilobytes(octets: int) -> str:
    return f"{number(-(-octets // 1000))} kB"
