"""What is said when reports are written to a stick, for a person to carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import count, number

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_FOLDER_ADVICE = "Stecken Sie den Stick ein, und nennen Sie einen Ordner, den es gibt."
OTHERS_ADVICE = (
    "Alles blieb, wie es ist, nichts wurde überschrieben. Nennen Sie stattdessen einen leeren Ordner."
)
NO_ROOM_ADVICE = (
    "Schaffen Sie darauf Platz, oder nehmen Sie einen anderen; rufen Sie dies dann noch einmal auf: "
    "Was schon da ist, bleibt."
)
LOST_ADVICE = "Sehen Sie nach, ob der Stick noch steckt, und rufen Sie dies dann noch einmal auf."
CALL_AGAIN = "Was schon da ist, ist vollständig; derselbe Aufruf macht mit dem Rest weiter."


def no_folder(path: str) -> str:
    """Return that a folder is not there."""
    return f"Den Ordner {path} gibt es nicht."


def others_there(names: Sequence[str]) -> str:
    """Return that files of these names hold something else."""
    if len(names) == 1:
        return f"{names[0]} ist dort schon vorhanden, mit anderem Inhalt."
    return f"Dort sind schon andere vorhanden: {', '.join(names)}."


def no_room(path: str, needed: int, free: int) -> str:
    """Return that there is too little room; both are numbers of octets."""
    return f"{path} hat zu wenig Platz: {_kilobytes(needed)} werden gebraucht, {_kilobytes(free)} sind frei."


def lost(path: str, why: str) -> str:
    """Return that a stick can't be looked at."""
    return f"{path} ist nicht lesbar: {why}."


def carried(stem: str, *, written: int, files: int) -> str:
    """Return what became of one report."""
    if written == 0:
        all_files = "die Datei war" if files == 1 else f"alle {number(files)} Dateien waren"
        return f"{stem}: {all_files} schon da."
    rest = f", {count(files - written, 'war', 'waren')} schon da" if written < files else ""
    return f"{stem}: {count(written, 'Datei', 'Dateien')} geschrieben{rest}."


def unsigned(stem: str) -> str:
    """Return that a report bears no signature."""
    return (
        f"{stem}: nicht signiert, weil der Schlüsselbund dieses Computers nicht nutzbar war, "
        "als der Bericht entstand."
    )


def nothing_marked(waiting: int) -> str:
    """Return that the outbox is as it was."""
    if waiting == 0:
        return "Nichts wurde als gesendet vermerkt."
    rest = count(waiting, "Bericht wartet", "Berichte warten")
    return f"Nichts wurde als gesendet vermerkt: {rest} weiter im Postausgang."


def carried_in_all(reports: int, path: str) -> str:
    """Return how many reports are on the stick now."""
    if reports == 1:
        return f"1 Bericht liegt jetzt in {path} und kann mitgenommen werden."
    return f"{number(reports)} Berichte liegen jetzt in {path} und können mitgenommen werden."


def _kilobytes(octets: int) -> str:
    return f"{number(-(-octets // 1000))} kB"
