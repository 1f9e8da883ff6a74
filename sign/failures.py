"""Everything that can go wrong on a release day: a sentence, what to do, and an exit code of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One kind of failure. `code` is the exit code; 1 is Python's own and 2 means wrong arguments."""

    code: int
    title: str
    advice: str


class SigningError(Exception):
    """A failure that a person can do something about; `detail` says where, and never holds a PIN."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(failure.title, detail)
        self.failure = failure
        self.detail = detail


CONFIGURATION = Failure(
    10, "The settings for signing can't be used.", "Correct sign/sign.toml; the line above says where."
)
TOOL_MISSING = Failure(
    11,
    "A program that signing needs is not there.",
    "Install it as sign/README.md says, then call this again.",
)
MODULE = Failure(
    12,
    "The token's driver (its PKCS#11 module) can't be loaded.",
    "Install the SafeNet Authentication Client and write the path of its module into sign/sign.toml.",
)
READER_ABSENT = Failure(
    13,
    "This computer sees no reader for tokens.",
    "Plug the token in. On Linux the service pcscd must run; on Windows, the Smart Card service.",
)
TOKEN_ABSENT = Failure(
    14,
    "The token is not plugged in, or its key can't be reached.",
    "Plug the token in, wait until its light stays on, then call this again.",
)
CERTIFICATE_ABSENT = Failure(
    15,
    "The certificate with the configured thumbprint is not there.",
    "Look first whether the token is plugged in. A renewal changes the thumbprint: correct sign/sign.toml.",
)
AMBIGUOUS = Failure(
    16,
    "More than one certificate could be meant, so none was taken.",
    "Unplug the other token, or remove the old certificate with the SafeNet tools.",
)
EXPIRED = Failure(
    17,
    "The certificate is not valid today.",
    "Look whether this computer's date is right; if it is, renew the certificate.",
)
EXPIRES_SOON = Failure(
    18,
    "The certificate expires soon.",
    "Order the next one now: identity checks take days, tokens come by post.",
)
PIN_INCORRECT = Failure(
    19,
    "The token says that the PIN is wrong. It was not tried again.",
    "Check layout and Caps Lock before the next try: after a few wrong PINs the token locks for good.",
)
PIN_LOCKED = Failure(
    20,
    "The token's PIN is locked, or one wrong PIN away from it.",
    "Type the PIN in the SafeNet tools, or unlock the token there with its administrator password.",
)
CANCELLED = Failure(
    21,
    "Signing was called off: what is not named above as signed is as it was.",
    "Call this again when the PIN is at hand.",
)
TIMED_OUT = Failure(
    22,
    "The signing program did not end in time and was stopped.",
    "A dialog may have waited unseen: sign at the computer itself, with a screen, and call this again.",
)
NOT_A_PROGRAM = Failure(
    23,
    "This file is no Windows program or package, so it can't carry a signature.",
    "Check the name of the file.",
)
ALREADY_SIGNED = Failure(
    24,
    "This file carries a signature already, and signing again would silently replace it.",
    "Build the file anew and sign that one.",
)
SIGNING_FAILED = Failure(
    25,
    "The signing program failed for a reason that is not known here.",
    "Its last words stand above. The file is as it was.",
)
TIMESTAMP_FAILED = Failure(
    26,
    "No timestamp server gave a timestamp.",
    "Look whether this computer reaches the internet, wait a few minutes, then call this again.",
)
NO_TIMESTAMP = Failure(
    27,
    "The signature carries no valid timestamp: it would end with the certificate.",
    "Don't publish this file. Sign the built file anew, with another timestamp server first.",
)
SIGNATURE_INVALID = Failure(
    28,
    "The signature does not hold.",
    "Don't publish this file. If it was signed just now, check intermediates and roots in sign/sign.toml.",
)
OTHER_CERTIFICATE = Failure(
    29,
    "The file was signed with another certificate than the configured one.",
    "Don't publish this file. Compare the thumbprint in sign/sign.toml with the certificate.",
)
NOT_WHAT_WAS_BUILT = Failure(
    30,
    "The signed file is not the file that was built.",
    "Don't publish it. Build anew on a computer that you trust.",
)
NOT_SIGNED = Failure(
    31,
    "The file carries no signature.",
    "Sign it: python sign/sign.py FILE; what a ZIP holds is signed while it is built: sign/README.md.",
)
CHECKSUM = Failure(
    32,
    "The file is not the one that SHA256SUMS names.",
    "Don't publish it. Take it anew from where it was signed.",
)
UNREADABLE = Failure(
    33,
    "A file can't be read or written.",
    "Check the path, the rights and the space; close what has it open.",
)
NO_TERMINAL = Failure(
    34,
    "There is no terminal to type the PIN into.",
    "A person signs: call this in a terminal, not from a script or a service.",
)
NO_REVOCATION_LIST = Failure(
    35,
    "The list of revoked certificates could not be fetched; nothing says that the signature is bad.",
    "Connect this computer to the internet, then call the same again: a signed file needs no new signature.",
)
ARCHIVE = Failure(
    36,
    "The ZIP can't be unpacked safely, so it was not looked into.",
    "Don't publish it. Pack it anew: python -m packing.release",
)

ALL = tuple(value for value in dict(vars()).values() if isinstance(value, Failure))
