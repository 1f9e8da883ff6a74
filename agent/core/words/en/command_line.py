"""What `meters --help` and the help of each verb say."""

from __future__ import annotations

DESCRIPTION = (
    "Finds the office's network printers, reads their meters, mails a signed report. "
    "Without a verb it shows the icon beside the clock."
)
EPILOG = (
    "Exit codes: 0 fine, 1 done but something needs a hand, 2 settings or arguments need a person, "
    "3 another run is at work, 4 a mistake of this program."
)
VERSION = "show the version"
DATA = "where settings, store and logs lie"

SCAN = "find and read all printers once, now"
TARGETS = "192.168.1.0/24, 192.168.1.10-60, 10.0.0.7, 10.0.0.7:1161, a name, [IPv6]; !TARGET excludes"
PORT = "UDP port of the printers (161)"
COMMUNITY = (
    "SNMP community, to try something out: other users of this computer can see it in the process list "
    "while the scan runs"
)
SCAN_JSON = "write the report there; - is the terminal"
NO_STORE = "remember nothing of this scan"
NO_SEND = "queue and send no letter"
SEND_NAMED = "send a report of named TARGETs too: without it they are no run of the day"

REPORT = "show the latest report again"
PROFILE = "shape the table of --csv by this dealer profile"
TO = "write what could not be mailed, else the latest report, to a USB stick"
OPEN_PAGE = "open the page in the browser"
SAVE = "ask in a window where to save it"

SEND = "send what waits in the outbox"
TEST = "send a test mail instead"
CANCEL = "end the report of this run: it is not sent, and the next report says so"
REDIRECT = "send what waits or was refused to this address instead"
AGAIN = "put what was refused for good, else the latest report, into the outbox once more"

STATUS = "last scan, what needs a hand, next run"
STATUS_JSON = "as JSON, for programs"

WATCH = "run every day, without a tray"
INSTALL = "start it with every session from now on"
REMOVE = "start it no more"

SETTINGS = "show and change the settings"
PAGE = "the page that the window opens on"
SHOW = "all settings and where they come from"
CHECK = "what is wrong with the settings file"
GET = "one setting"
SET = "change one setting"
PASSWORD = "put a secret into the keyring"  # noqa: S105 (a sentence)
PASSWORD_NAME = "mail (default), community:NAME, v3-auth:USER, v3-privacy:USER"  # noqa: S105 (a sentence)

DEMO = "try it on a small office of simulated printers"
KEEP = "keep the report and the mail in this folder"

VERIFY = "check reports: signatures, chain, gaps"
VERIFY_FILES = "a meters.json with its meters.sig beside it, a mail saved as .eml, or a folder of them"
VERIFY_KEY = "the public key (base64) that must have signed them, the first or the newest; may be repeated"

KEY = "show the key that signs reports"
ROTATE = "let a new key sign from the next report on"

ABOUT = "version, keys, licences, whom it talks to"
OPEN_ABOUT = "show it in the browser"


# argparse's own sentences that are said otherwise here, by argparse's wording; in English, none.
ARGPARSE: dict[str, str] = {}

_FORMS = {  # what each option of `report` writes
    "html": "the page, for a browser",
    "json": "the report for programs, as it was signed",
    "csv": "the table, for a spreadsheet or an importer",
    "text": "the text of the email",
}


def write_as(kind: str) -> str:
    """Return that a report is written in one of its forms."""
    return f"write {_FORMS.get(kind, kind)}; - as FILE: to the terminal"


def bad_run(text: str) -> str:
    """Return what a run's number is, where a text is none."""
    return f"a run has a whole number from 1 on, not {text!r}"


def bad_port(text: str, highest: int) -> str:
    """Return what a port is, where a text is none."""
    return f"a port is a number from 1 to {highest}, not {text!r}"


DEVICE = "the printers that are known; say which is gone for good, or which goes on with a history"
DEVICE_NAME = "its serial number, its address or the beginning of its id"
DEVICE_SAID = (
    "retire: it is gone for good; unretire: it is expected again; continue: of several that call themselves "
    "the same, this one goes on with the history"
)
