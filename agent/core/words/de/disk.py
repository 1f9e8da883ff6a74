"""The disk and what lies on it: files, the lock, the database; and programs that can't be started."""

from __future__ import annotations

_NO_RIGHT = (
    "Sie haben dort kein Recht dazu: Wählen Sie einen anderen Ort, "
    "oder fragen Sie, wer diesen Computer betreut."
)
# By the names of errno.
ADVICE = {
    "ENOSPC": "Der Datenträger ist voll: Schaffen Sie Platz und versuchen Sie es noch einmal.",
    "EDQUOT": "Ihr Anteil am Datenträger ist verbraucht: Schaffen Sie Platz und versuchen Sie es erneut.",
    "EROFS": "Der Datenträger ist schreibgeschützt: Wählen Sie einen anderen Ort.",
    "EACCES": _NO_RIGHT,
    "EPERM": _NO_RIGHT,
    "ENOENT": "Den Ordner gibt es nicht: Legen Sie ihn an, oder wählen Sie einen anderen Ort.",
    "ENOTDIR": "Ein Teil des Pfades ist eine Datei: Wählen Sie einen anderen Ort.",
    "EISDIR": "Das ist ein Ordner: Nennen Sie eine Datei.",
    "EEXIST": "Eine Datei dieses Namens ist im Weg: Wählen Sie einen anderen Ort.",
    "ENAMETOOLONG": "Der Name ist zu lang: Wählen Sie einen kürzeren.",
}
TOO_LONG_ADVICE = "Hier gehört ein kurzer Text hin: Legen Sie die richtige Datei an diese Stelle."

IS_A_LINK = (
    "Das ist eine Verknüpfung auf eine andere Datei, und solchen wird nicht gefolgt: "
    "Nennen Sie die Datei selbst."
)
NOT_REGULAR_ADVICE = (
    "Vielleicht hat es jemand dort abgelegt. Sehen Sie es sich an, verschieben Sie es, und versuchen Sie es "
    "dann erneut."
)

ANOTHER_RUN = "Ein anderer Durchgang von Meters Agent ist an der Arbeit."
ANOTHER_RUN_ADVICE = "Warten Sie, bis er fertig ist, und versuchen Sie es dann noch einmal."
NO_LOCK_ADVICE = (
    "Geben Sie diesem Benutzer dort das Schreibrecht, oder wählen Sie mit --data einen anderen Ordner."
)

# The database.
OTHER_FOLDER = "Wählen Sie mit --data einen anderen Ordner."
BUSY_ADVICE = (
    "Ein anderer Durchgang dieses Programms schreibt gerade hinein; versuchen Sie es gleich noch einmal."
)
DAMAGED_ADVICE = (
    "Starten Sie das Programm neu: Es legt die beschädigte Datei beiseite, behält sie und beginnt eine neue."
)
DAMAGED_AGAIN_ADVICE = "Prüfen Sie den Datenträger, oder wählen Sie mit --data einen anderen Ordner."
NOT_SET_ASIDE_ADVICE = (
    "Schließen Sie alle anderen Fenster dieses Programms, oder benennen Sie die Datei selbst um; "
    "versuchen Sie es dann noch einmal."
)
FORBIDDEN_ADVICE = "Geben Sie diesem Konto das Recht, die Datei und ihren Ordner zu beschreiben."
FULL_ADVICE = "Schaffen Sie Platz. Was vorher gespeichert war, ist sicher; nur der letzte Schritt fehlt."
DISK_FAILS_ADVICE = (
    "Prüfen Sie, ob der Datenträger oder die Netzwerkfreigabe da ist, funktioniert und Platz hat; "
    "versuchen Sie es dann noch einmal."
)
NOT_A_DATABASE_ADVICE = (
    "Verschieben Sie es, oder wählen Sie mit --data einen anderen Ordner; verändert wurde nichts."
)
NOT_OPENED_ADVICE = (
    "Prüfen Sie, ob der Ordner da ist und dieses Konto darin schreiben darf, "
    "oder wählen Sie mit --data einen anderen."
)
NEWER_ADVICE = (
    "Installieren Sie diese oder eine spätere Version, oder wählen Sie mit --data einen anderen Ordner."
)

# Programs and libraries.
OPEN_YOURSELF = "Öffnen Sie es mit einem eigenen Programm."
NOT_STARTED_ADVICE = "Installieren Sie Meters Agent noch einmal; vielleicht hat ein Virenschutz es entfernt."
NO_READER_ADVICE = "Schließen Sie Programme, oder starten Sie neu: Dem Computer fehlt Speicher."
NO_SNMP = "Die SNMP-Bibliothek lässt sich nicht laden."
NO_SNMP_ADVICE = (
    "Bitte installieren Sie das Programm noch einmal; unter Linux, macOS und BSD braucht es die "
    "Bibliotheken von net-snmp."
)
NOT_BOUND = "der Port ist nicht zu bekommen"
PORT_TAKEN_ADVICE = "Vielleicht benutzt ein anderes Programm diesen Port. Wählen Sie einen anderen über 1023."
ONE_LOOPBACK_ADVICE = (
    "Dieses System hat eine einzige Loopback-Adresse für alle: "
    "Nehmen Sie 127.0.0.1 mit einem eigenen Port für jeden Drucker."
)


def says(reason: str) -> str:
    """Return what the system itself says, where we know nothing better."""
    return f"Das System meldet: {reason}."


def not_created(folder: str) -> str:
    """Return that a folder can't be made."""
    return f"Der Ordner {folder} lässt sich nicht anlegen."


def not_regular(path: str) -> str:
    """Return that a link, a pipe, a device or a folder lies where a file should be."""
    return f"{path} ist keine gewöhnliche Datei und wird deshalb nicht geöffnet."


def not_read(path: str) -> str:
    """Return that a file can't be read."""
    return f"{path} lässt sich nicht lesen."


def not_written(path: str) -> str:
    """Return that a file can't be written."""
    return f"{path} lässt sich nicht schreiben."


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
    return f"Die Sperrdatei {path} lässt sich nicht schreiben: {reason}."


def busy(path: str) -> str:
    """Return that another process writes to the database."""
    return f"Die Datenbank {path} ist gerade belegt."


def damaged(path: str) -> str:
    """Return that the database is no whole one."""
    return f"Die Datenbank {path} ist beschädigt."


def damaged_again(path: str) -> str:
    """Return that a database that was just made is damaged."""
    return f"Die neue Datenbank {path} ist schon wieder beschädigt."


def not_set_aside(path: str) -> str:
    """Return that a damaged database can't be renamed."""
    return f"Die beschädigte Datenbank {path} lässt sich nicht beiseitelegen."


def set_aside(path: str, letters: int) -> str:
    """Return that a damaged database was kept, and how many waiting reports came over into the new one."""
    return (
        f"Die Datenbank war beschädigt. Sie liegt jetzt unter {path}, und eine neue wurde mit allem "
        f"begonnen, was sich von ihr lesen ließ. Übernommene wartende Berichte: {letters}."
    )


def not_a_database(path: str) -> str:
    """Return that a link, a device or a folder lies where the database should."""
    return f"{path} ist keine Datei, deshalb lässt sich dort keine Datenbank führen."


def forbidden(path: str) -> str:
    """Return that the database can't be written."""
    return f"Die Datenbank {path} lässt sich nicht beschreiben."


def full(path: str) -> str:
    """Return that no room is left."""
    return f"Der Datenträger, auf dem {path} liegt, ist voll."


def disk_fails(path: str) -> str:
    """Return that the disk itself fails."""
    return f"Der Datenträger, auf dem {path} liegt, lässt sich nicht lesen oder beschreiben."


def not_opened(path: str) -> str:
    """Return that the database can't be opened."""
    return f"Die Datenbank {path} lässt sich nicht öffnen."


def no_folder(path: str) -> str:
    """Return that the database's folder can't be made."""
    return f"Der Ordner {path} lässt sich nicht anlegen."


def newer(path: str) -> str:
    """Return that a later version of this program wrote the database."""
    return f"Die Datenbank {path} stammt von einer neueren Version dieses Programms."


def nothing_opens(path: str) -> str:
    """Return that the desktop has no way to open a file."""
    return f"Hier kann nichts {path} öffnen."


def not_shown(path: str, reason: str) -> str:
    """Return that opening a file failed."""
    return f"{path} lässt sich nicht öffnen: {reason}."


def not_started(program: str, reason: str) -> str:
    """Return that a program of ours can't be started."""
    return f"{program} lässt sich nicht starten: {reason}."


def no_reader(reason: str) -> str:
    """Return that no process can be started to read printers in."""
    return f"Es lässt sich kein Prozess starten, der Drucker liest: {reason}."


def port_taken(endpoint: str, reason: str) -> str:
    """Return that a simulated printer gets no port."""
    return f"Ein simulierter Drucker bekommt {endpoint} nicht: {reason}."


def one_loopback(endpoint: str) -> str:
    """Return that answers would come from another address than the one that was asked."""
    return f"Ein simulierter Drucker unter {endpoint} würde von einer anderen Adresse aus antworten."
