"""Why a mail is not taken: a reason for programs and its sentence for people."""

from cloud.core.messages.texts.refused_mail import REASONS  # in English: logs and programs read it


class Refused(Exception):  # noqa: N818 (it is an answer, no error of ours)
    """A mail is not taken. `reason` is a key of REASONS; `detail` says more where there is more."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{REASONS[reason]} {detail}".strip())
        self.reason = reason
        self.detail = detail
