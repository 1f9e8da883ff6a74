"""How an office proves to the receiver whose agent this is, once: a code that a person types in.

The receiver makes a code `ID-SECRET` for one office. The agent sends the id, and an HMAC-SHA256
(RFC 2104) with the secret over its own id and public key: the secret never travels, and the proof is
of no use for another key.
"""

import json
import re
from dataclasses import dataclass

# Crockford's base32: no letter that is taken for another one when a person types it.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ID_LENGTH = 8
SECRET_LENGTH = 26  # 130 bits

_DOMAIN = "meters-agent enrolment 1"  # so that the HMAC can't be taken for one of something else
_READ_AS = str.maketrans("ILO", "110")
_CODE = re.compile(rf"([{ALPHABET}]{{{ID_LENGTH}}})-([{ALPHABET}]{{{SECRET_LENGTH}}})")


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a report says of its enrolment: which code, and the proof in lower-case hex."""

    code_id: str
    proof: str


def tidy_code(typed: str) -> str:
    """Return a code in its one form: upper case, no blanks; I and L are read as 1, O as 0."""
    return "".join(typed.split()).upper().translate(_READ_AS)


def parse_code(typed: str) -> tuple[str, str]:
    """Return the id and the secret of a code; ValueError, which never repeats it, if it is none."""
    found = _CODE.fullmatch(tidy_code(typed))
    if not found:
        raise ValueError(f"a code has {ID_LENGTH} characters, a dash and {SECRET_LENGTH} more")
    return found[1], found[2]


def new_code(random_octets: bytes) -> str:
    """Return the code made of 34 random bytes; ValueError if there are not as many."""
    if len(random_octets) != ID_LENGTH + SECRET_LENGTH:
        raise ValueError(f"a code is made of {ID_LENGTH + SECRET_LENGTH} random bytes")
    letters = "".join(ALPHABET[octet % len(ALPHABET)] for octet in random_octets)
    return f"{letters[:ID_LENGTH]}-{letters[ID_LENGTH:]}"


def enrolment_of(code: str, agent_id: str, public_key: str | None) -> Enrolment | None:
    """Return the value of `code` in a report; None without a code or without a key to enrol.

    Raises ValueError if the code is none.
    """
    if not code or public_key is None:
        return None
    code_id, secret = parse_code(code)
    return Enrolment(code_id, _proof(code_id, secret, agent_id, public_key))


def proves(enrolment: Enrolment, secret: str, agent_id: str, public_key: str) -> bool:
    """Return whether the proof was made with the code's secret, for this agent and this key."""
    import hmac

    expected = _proof(enrolment.code_id, secret, agent_id, public_key)
    return hmac.compare_digest(expected.encode(), enrolment.proof.encode("utf-8", "replace"))


def _proof(code_id: str, secret: str, agent_id: str, public_key: str) -> str:
    import hmac

    statement = json.dumps([_DOMAIN, code_id, agent_id, public_key])
    return hmac.new(secret.encode(), statement.encode(), "sha256").hexdigest()
