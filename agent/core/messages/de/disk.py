"""The disk and what lies on it: files, the lock, the database; and programs that can't be started."""

from __future__ import annotations

_NO_RIGHT = "Sie haben keine Berechtigung. Wählen Sie einen anderen Ordner oder fragen Sie Ihre IT."
# By the names of errno.
ADVICE = {
    "ENOSPC": "Der Datenträger ist voll. Geben Sie Speicherplatz frei und versuchen Sie es erneut.",
    "EDQUOT": (
        "Ihr Speicherkontingent ist erschöpft. Geben Sie Speicherplatz frei und versuchen Sie es erneut."
    ),
    "EROFS": "Der Datenträger ist schreibgeschützt. Wählen Sie einen anderen Ordner.",
    "EACCES": _NO_RIGHT,
    "EPERM": _NO_RIGHT,
    "ENOENT": "Der Ordner ist nicht vorhanden. Legen Sie ihn an oder wählen Sie einen anderen.",
    "ENOTDIR": "Ein Teil des Pfads ist eine Datei. Wählen Sie einen anderen Ordner.",
    "EISDIR": "Das ist ein Ordner. Geben Sie einen Dateinamen an.",
    "EEXIST": "Eine Datei mit diesem Namen ist bereits vorhanden. Wählen Sie einen anderen Ordner.",
    "ENAMETOOLONG": "Der Name ist zu lang. Wählen Sie einen kürzeren.",
}
TOO_LONG_ADVICE = "Erwartet wird eine kurze Textdatei. Speichern Sie dort die richtige Datei."

IS_A_LINK = "Das ist eine Verknüpfung mit einer anderen Datei. Geben Sie die Datei selbst an."
NOT_REGULAR_ADVICE = (
    "Prüfen Sie den Inhalt, verschieben Sie ihn in einen anderen Ordner und versuchen Sie es erneut."
)

ANOTHER_RUN = "Meters Agent fragt die Drucker bereits ab."
ANOTHER_RUN_ADVICE = "Warten Sie, bis die Abfrage beendet ist, und versuchen Sie es dann erneut."
NO_LOCK_ADVICE = (
    "Geben Sie diesem Benutzer dort das Schreibrecht oder wählen Sie mit --data einen anderen Ordner."
)

# The database.
OTHER_FOLDER = "Wählen Sie mit --data einen anderen Ordner."
BUSY_ADVICE = "Meters Agent schreibt bereits in die Datenbank. Versuchen Sie es gleich erneut."
DAMAGED_ADVICE = (
    "Starten Sie Meters Agent neu. Die beschädigte Datei wird umbenannt und eine neue Datenbank angelegt."
)
DAMAGED_AGAIN_ADVICE = "Prüfen Sie den Datenträger oder wählen Sie mit --data einen anderen Ordner."
NOT_SET_ASIDE_ADVICE = (
    "Schließen Sie alle anderen Fenster von Meters Agent oder benennen Sie die Datei selbst um. "
    "Versuchen Sie es dann erneut."
)
FORBIDDEN_ADVICE = "Geben Sie diesem Benutzer das Schreibrecht für die Datei und ihren Ordner."
FULL_ADVICE = (
    "Geben Sie Speicherplatz frei. Ihre gespeicherten Daten sind sicher; nur der letzte Schritt fehlt."
)
DISK_FAILS_ADVICE = (
    "Prüfen Sie, ob der Datenträger oder die Netzwerkfreigabe verbunden ist, funktioniert und Platz hat. "
    "Versuchen Sie es dann erneut."
)
NOT_A_DATABASE_ADVICE = (
    "Es wurde nichts verändert. Verschieben Sie die Datei oder wählen Sie mit --data einen anderen Ordner."
)
NOT_OPENED_ADVICE = (
    "Prüfen Sie, ob der Ordner vorhanden ist und dieser Benutzer darin schreiben darf, "
    "oder wählen Sie mit --data einen anderen."
)
NEWER_ADVICE = (
    "Installieren Sie diese oder eine spätere Version oder wählen Sie mit --data einen anderen Ordner."
)

# Programs and libraries.
OPEN_YOURSELF = "Öffnen Sie die Datei mit einem anderen Programm."
NOT_STARTED_ADVICE = "Installieren Sie Meters Agent neu. Vielleicht hat ein Virenschutz die Datei entfernt."
NO_READER_ADVICE = (
    "Dem Computer fehlen Speicher oder Prozesse. Schließen Sie Programme oder starten Sie ihn neu."
)
NO_SNMP = "Die SNMP-Bibliothek kann nicht geladen werden."
NO_SNMP_ADVICE = (
    "Installieren Sie Meters Agent neu. Unter Linux, macOS und BSD werden die Bibliotheken von net-snmp "
    "benötigt."
)
NOT_BOUND = "der Port ist nicht verfügbar"
PORT_TAKEN_ADVICE = (
    "Vielleicht verwendet ein anderes Programm diesen Port. Wählen Sie einen anderen Port über 1023."
)
ONE_LOOPBACK_ADVICE = (
    "Dieses System hat nur eine Loopback-Adresse. "
    "Verwenden Sie 127.0.0.1 mit einem eigenen Port für jeden Drucker."
)


def says(reason: str) -> str:
    """Return what the system itself says, where we know nothing better."""
    return f"Meldung des Systems: {reason}."


def not_created(folder: str) -> str:
    """Return that a folder can't be made."""
    return f"Der Ordner {folder} kann nicht angelegt werden."


def not_regular(path: str) -> str:
    """Return that a link, a pipe, a device or a folder lies where a file should be."""
    return f"{path} ist keine normale Datei und wurde nicht geöffnet."


def not_read(path: str) -> str:
    """Return that a file can't be read."""
    return f"{path} kann nicht gelesen werden."


def not_written(path: str) -> str:
    """Return that a file can't be written."""
    return f"{path} kann nicht geschrieben werden."


def too_long(path: str) -> str:
    """Return that a file is longer than any text that a person edits here."""
    return f"{path} ist zu lang."


def not_utf8(path: str) -> str:
    """Return that a file is no UTF-8."""
    return f"{path} ist kein UTF-8-Text."


def not_utf8_advice(line: int) -> str:
    """Return in which line that is."""
    return f"Zeile {line} ist anders kodiert. Speichern Sie die Datei mit einem Texteditor als UTF-8."


def no_lock(path: str, reason: str) -> str:
    """Return that the lock's file can't be used."""
    return f"Die Sperrdatei {path} kann nicht geschrieben werden: {reason}."


def busy(path: str) -> str:
    """Return that another process writes to the database."""
    return f"Die Datenbank {path} ist gerade belegt."


def damaged(path: str) -> str:
    """Return that the database is no whole one."""
    return f"Die Datenbank {path} ist beschädigt."


def damaged_again(path: str) -> str:
    """Return that a database that was just made is damaged."""
    return f"Die neue Datenbank {path} ist erneut beschädigt."


def not_set_aside(path: str) -> str:
    """Return that a damaged database can't be renamed."""
    return f"Die beschädigte Datenbank {path} kann nicht umbenannt werden."


def set_aside(path: str, letters: int) -> str:
    """Return that a damaged database was kept, and how many waiting reports came over into the new one."""
    return (
        f"Die Datenbank war beschädigt und ist als {path} gespeichert. Eine neue wurde mit allen lesbaren "
        f"Daten angelegt. Übernommene wartende Berichte: {letters}."
    )


def not_a_database(path: str) -> str:
    """Return that a link, a device or a folder lies where the database should."""
    return f"{path} ist keine Datei und kann nicht als Datenbank verwendet werden."


def forbidden(path: str) -> str:
    """Return that the database can't be written."""
    return f"Die Datenbank {path} kann nicht beschrieben werden."


def full(path: str) -> str:
    """Return that no room is left."""
    return f"Der Datenträger, auf dem {path} liegt, ist voll."


def disk_fails(path: str) -> str:
    """Return that the disk itself fails."""
    return f"Der Datenträger, auf dem {path} liegt, kann nicht gelesen oder beschrieben werden."


def not_opened(path: str) -> str:
    """Return that the database can't be opened."""
    return f"Die Datenbank {path} kann nicht geöffnet werden."


def no_folder(path: str) -> str:
    """Return that the database's folder can't be made."""
    return f"Der Ordner {path} kann nicht angelegt werden."


def newer(path: str) -> str:
    """Return that a later version of this program wrote the database."""
    return f"Die Datenbank {path} stammt von einer neueren Version von Meters Agent."


def nothing_opens(path: str) -> str:
    """Return that the desktop has no way to open a file."""
    return f"Kein Programm gefunden, das {path} öffnen kann."


def not_shown(path: str, reason: str) -> str:
    """Return that opening a file failed."""
    return f"{path} kann nicht geöffnet werden: {reason}."


def not_started(program: str, reason: str) -> str:
    """Return that a program of ours can't be started."""
    return f"{program} kann nicht gestartet werden: {reason}."


def no_reader(reason: str) -> str:
    """Return that no process can be started to read printers in."""
    return f"Der Prozess zum Abfragen der Drucker kann nicht gestartet werden: {reason}."


def port_taken(endpoint: str, reason: str) -> str:
    """Return that a simulated printer gets no port."""
    return f"Ein simulierter Drucker kann {endpoint} nicht verwenden: {reason}."


def one_loopback(endpoint: str) -> str:
    """Return that answers would come from another address than the one that was asked."""
    return f"Ein simulierter Drucker unter {endpoint} würde von einer anderen Adresse aus antworten."
