"""What 'meters verify' finds in a dealer's closing: one sentence a finding, one verdict a file."""

from __future__ import annotations

from agent.core.messages.catalogue import gettext, ngettext, translated
from agent.core.messages.texts.proof import PATH_SHOWN, shown
from agent.core.report_format.closing import ClosingFinding, ClosingProblem, ClosingVerdict

_SENTENCES = {
    ClosingProblem.OTHER_SCHEMA: "{name}: a closing of another version. Update Meters Agent.",
    ClosingProblem.UNSIGNED: "{name}: no signature. Save the .sig file of the same name beside it.",
    ClosingProblem.EDITED: "{name}: changed after it was signed, or the signature belongs to another file.",
    ClosingProblem.OTHER_KEY: "{name}: signed with a different key than this dealer's.",
    ClosingProblem.SENDER_UNKNOWN: (
        "{name}: unchanged, but the dealer isn't verified. Enter the dealer's key with --key."
    ),
    ClosingProblem.NOT_OURS: "{name}: printer {serial}: report {run} isn't the one that this office sent.",
    ClosingProblem.DIFFERS: "{name}: printer {serial}: other counters than in report {run} of this office.",
}


def finding(name: str, found: ClosingFinding) -> str:
    """Return a finding as one line; texts of others can't break it."""
    sentence = translated(_SENTENCES)[found.problem]
    return sentence.format(
        name=shown(name, PATH_SHOWN, its_end=True), serial=shown(found.serial_number), run=found.run
    )


def verdict(closing: ClosingVerdict) -> str:
    """Return what a closing is, how far it is proven, and how much of it this office's reports confirm."""
    what = gettext(
        "Closing of {day} by {dealer}, {printers}:",
        day=shown(closing.closed_on),
        dealer=shown(closing.dealer),
        printers=ngettext("{count} printer", "{count} printers", closing.devices),
    )
    state = gettext("unchanged, signed by the dealer's key.") if closing.key else gettext("not verified.")
    own = (
        ngettext(
            " {count} reading matches this office's own report.",
            " {count} readings match this office's own reports.",
            closing.compared,
        )
        if closing.compared
        else ""
    )
    return f"{what} {state}{own}"
