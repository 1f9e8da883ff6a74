"""What is found in a set of reports, as values; `messages` has the sentences."""

from dataclasses import dataclass
from enum import StrEnum

Runs = tuple[int, int]  # the first and the last one that a finding is about


class FindingKind(StrEnum):
    """What a finding says."""

    NOT_A_REPORT = "not a report"
    UNREADABLE = "unreadable"
    EDITED = "edited"
    FLAWED = "flawed"
    UNSIGNED = "unsigned"
    VOUCHED = "unsigned, but the signed report after it names its hash"
    COPY = "copy"
    REPLAY = "replay"
    FORK = "fork"
    BROKEN_LINK = "broken link"
    GAP = "gap"
    CANCELLED = "ended by the office before it left"
    KEY_CHANGED = "key changed without the old key's word"
    KEY_ROTATED = "key changed by the old key's word"
    OTHER_KEY = "signed by another key than the expected one"
    SENDER_UNKNOWN = "no key was named"
    OUTSIDE = "outside the chain"
    FOLLOWS = "follows another chain"
    NOT_ITS_END = "the chain that this one follows went on, or ended otherwise"


HARMLESS = frozenset(
    {
        FindingKind.VOUCHED,
        FindingKind.COPY,
        FindingKind.CANCELLED,
        FindingKind.KEY_ROTATED,
        FindingKind.OUTSIDE,
        FindingKind.FOLLOWS,
    }
)


@dataclass(frozen=True, slots=True)
class ChainFinding:
    """One finding and the files that it is about; `harmless` ones are told and count against nobody.

    `detail` is a sentence, a key in base64, an agent's id or a ReportProblem, as its kind has it.
    """

    kind: FindingKind
    names: tuple[str, ...]
    runs: Runs | None = None
    detail: str = ""
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """What all reports of one agent tell together; `agent_id` is None for files that are no reports.

    `runs` are the stretches of runs that stand: nobody changed them, each names the one before.
    `keys` are the signing keys in base64, in the order of their use. `sender_proven` is True where
    every signature is by an expected key, or by one that a rotation ties to it.
    """

    agent_id: str | None
    runs: tuple[Runs, ...]
    keys: tuple[str, ...]
    sender_proven: bool
    findings: tuple[ChainFinding, ...]

    @property
    def all_well(self) -> bool:
        """True where no finding needs attention."""
        return all(finding.harmless for finding in self.findings)


def finding(kind: FindingKind, *names: str, runs: Runs | None = None, detail: str = "") -> ChainFinding:
    """Return a finding; some kinds are harmless by themselves."""
    return ChainFinding(kind, names, runs, detail, harmless=kind in HARMLESS)
