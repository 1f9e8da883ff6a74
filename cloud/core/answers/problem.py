"""Why a question is not answered."""


class ProblemDetails(Exception):  # noqa: N818 (it is an answer, no error of ours)
    """A question that is not answered: `status` as HTTP has it, `what` for programs, `message` for people."""

    def __init__(self, status: int, what: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.what = what
        self.message = message
