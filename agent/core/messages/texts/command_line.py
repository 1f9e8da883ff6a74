"""What `meters --help` and the help of each command say."""

from agent.core.messages.catalogue import BySystem, gettext, translated

DESCRIPTION = (
    "Finds network printers, reads their meters and emails a signed report. "
    "Without a command it shows the icon beside the clock."
)
EPILOG = (
    "Exit codes: 0 success, 1 finished with problems, 2 wrong settings or arguments, 3 already running, "
    "4 internal error."
)
VERSION = "show the version"
DATA = "folder of settings, database and logs"

SCAN = "find and read all printers now"
TARGETS = "192.168.1.0/24, 192.168.1.10-60, 10.0.0.7, 10.0.0.7:1161, a name, [IPv6]; !TARGET excludes"
PORT = "SNMP port of the printers (default: 161)"
COMMUNITY = (
    "SNMP community, for testing: other users of this computer can see it in the process list during the scan"
)
SCAN_JSON = "write the report to this file; - for the terminal"
NO_STORE = "don't save this scan"
NO_SEND = "don't send a report"
SEND_NAMED = "send a report of the given TARGETs too (by default only full scans are sent)"

REPORT = "show the latest report"
PROFILE = "use this dealer profile for --csv"
TO = "save reports that couldn't be sent, or the latest report, to a USB stick"
OPEN_PAGE = "open the report in the browser"
AT = "with --open: go to this printer (its id in the report, serial number or address)"
SAVE = "choose in a window where to save it"

SEND = "send waiting reports"
TEST = "send a test email instead"
CANCEL = "cancel the report of this scan: it is not sent, and the next report lists it as cancelled"
REDIRECT = "send waiting or rejected reports to this address instead"
AGAIN = "try again to send rejected reports, or else the latest report"

STATUS = "show the last scan, what needs attention, and the next scan"
STATUS_JSON = "output as JSON"

WATCH = "scan every day, without the icon"
INSTALL = "start it at every sign-in"
REMOVE = "don't start it any more"

SETTINGS = "show and change the settings"
PAGE = "page of the window to open"
SHOW = "show all settings and their sources"
CHECK = "check the settings file for errors"
GET = "show one setting"
SET = "change one setting"
PASSWORD = BySystem(
    "store a password in the keyring",
    windows="store a password in Windows Credential Manager",
    macos="store a password in the keychain",
)
PASSWORD_NAME = "mail (default), community:NAME, v3-auth:USER, v3-privacy:USER"  # noqa: S105 (a sentence)

DEMO = "try it with simulated printers"
KEEP = "save the report and the email in this folder"

VERIFY = "check reports: signatures, chain, gaps"
VERIFY_FILES = (
    "a meters.json with its meters.sig beside it, a dealer's closing.json with its closing.sig, "
    "an email saved as .eml, or a folder of them"
)
VERIFY_KEY = "the sender's public key (base64), the first or the newest; may be repeated"

KEY = "show the signing key"
ROTATE = "use a new signing key from the next report on"

ABOUT = "version, signing key, network contacts, licences"
OPEN_ABOUT = "show it in the browser"


# argparse's own sentences that other languages translate, by argparse's wording.
ARGPARSE = {
    message: message
    for message in (
        "usage: ",
        "options",
        "positional arguments",
        "show this help message and exit",
        "%(prog)s: error: %(message)s\n",
        "argument %(argument_name)s: %(message)s",
        "the following arguments are required: %s",
        "unrecognized arguments: %s",
        "invalid choice: %(value)r (choose from %(choices)s)",
        "expected one argument",
        "expected at most one argument",
        "expected at least one argument",
        "ignored explicit argument %r",
        "not allowed with argument %s",
        "one of the arguments %s is required",
        "ambiguous option: %(option)s could match %(matches)s",
        "invalid %(type)s value: %(value)r",
    )
}

_FORMS = {  # what each option of `report` writes
    "html": "the page, for a browser",
    "json": "the report for programs, as it was signed",
    "csv": "the table, for a spreadsheet or an importer",
    "text": "the text of the email",
}


def write_as(kind: str) -> str:
    """Return that a report is written in one of its forms."""
    return gettext("write {kind}; - as FILE: to the terminal", kind=translated(_FORMS).get(kind, kind))


def bad_run(text: str) -> str:
    """Return what a run's number is, where a text is none."""
    return gettext("a scan number is a whole number from 1, not {text!r}", text=text)


def bad_port(text: str, highest: int) -> str:
    """Return what a port is, where a text is none."""
    return gettext("a port is a number from 1 to {highest}, not {text!r}", highest=highest, text=text)


DOCTOR = "find out why a printer can't be read, or why emails aren't sent"
DOCTOR_ADDRESS = "a printer's address; without one, email and this computer are checked"
DOCTOR_JSON = "show the steps as JSON, for programs"
DOCTOR_PORTS = "if SNMP doesn't answer: also try TCP ports 631, 443 and 80 of this address"
DOCTOR_MAKER = "the printer's manufacturer, to show where SNMP is turned on"
DOCTOR_STEP = "check only the part with this step, as the sentence about a problem names it"
DOCTOR_WINDOW = "show the steps in a window"
DOCTOR_TEST = "send a test email to the sender's own address"
BUNDLE = "show what support needs: versions, settings, log, last scan, without names and secrets"
BUNDLE_WINDOW = "show it in a window that can save it"
WALK = "show what a printer answers, to report a printer that is read wrongly"
WALK_ADDRESS = "the printer's address"
WALK_REDACT = "replace serial numbers, names, addresses and locations by marks"
WALK_HIDE = "another text to replace; repeat as needed"
WALK_TO = "save it to FILE after showing it"
WALK_YES = "save without asking"
DEVICE = "list known printers; retire one, or choose which continues a history"
DEVICE_NAME = "serial number, address or beginning of the ID"
DEVICE_SAID = (
    "retire: no longer in use; unretire: in use again; continue: of several with the same identity, this "
    "one continues the history"
)
