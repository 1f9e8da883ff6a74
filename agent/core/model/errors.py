"""The one kind of error that a person can do something about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from agent.core.model.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping

Surface = Literal["terminal", "window", "icon"]
NO_FACTS: Mapping[str, object] = {}


class Wording(Protocol):
    """What errors of one kind say; core/messages/error_kinds.py has the one that is data."""

    def said(self, facts: Mapping[str, object], surface: Surface) -> tuple[str, str]:
        """Return title and advice in the language that is spoken now."""
        ...


class AgentError(Exception):
    """What went wrong: its kind and the facts of this case, none of them a secret.

    The words are asked for when a person is told, by each surface in its own: `title` says what happened,
    `advice` what to do, as a terminal shows them. `code` is the exit code of the command line:
    NEEDS_ATTENTION where the outside world did not play along this time.
    """

    def __init__(
        self,
        kind: Wording,
        facts: Mapping[str, object] = NO_FACTS,
        *,
        code: ExitCode = ExitCode.NEEDS_A_PERSON,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.facts = facts
        self.code = code

    @property
    def title(self) -> str:
        """Return the title, as a terminal shows it."""
        return self.said("terminal")[0]

    @property
    def advice(self) -> str:
        """Return the advice, as a terminal shows it."""
        return self.said("terminal")[1]

    def said(self, surface: Surface) -> tuple[str, str]:
        """Return title and advice in the words of a surface."""
        return self.kind.said(self.facts, surface)

    def __str__(self) -> str:
        """Return title and advice, as a terminal says them."""
        return " ".join(self.said("terminal"))


class TemporaryError(AgentError):
    """It may go well at the next try: a dead server, a busy disk, a silent network."""

    def __init__(self, kind: Wording, facts: Mapping[str, object] = NO_FACTS) -> None:
        super().__init__(kind, facts, code=ExitCode.NEEDS_ATTENTION)
