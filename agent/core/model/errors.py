"""The one kind of error that a person can do something about."""

from __future__ import annotations

from agent.core.model.exit_codes import ExitCode


class AgentError(Exception):
    """What went wrong and what to do about it, in words for the person who reads it.

    `title` says what happened, `advice` what to do. Neither holds a secret. `code` is the exit
    code of the command line: NEEDS_ATTENTION where the outside world did not play along this time.
    """

    def __init__(self, title: str, advice: str, *, code: ExitCode = ExitCode.NEEDS_A_PERSON) -> None:
        super().__init__(f"{title} {advice}")
        self.title = title
        self.advice = advice
        self.code = code


class TemporaryError(AgentError):
    """It may go well at the next try: a dead server, a busy disk, a silent network."""

    def __init__(self, title: str, advice: str) -> None:
        super().__init__(title, advice, code=ExitCode.NEEDS_ATTENTION)
