"""The button that sends a test email, when one went well last, and what came of it."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.doctor.why import DoctorPlace
from agent.core.mail.services import warning_of
from agent.core.messages import doctor
from agent.core.messages import window as messages
from agent.core.settings.form import PORT
from agent.ui.window.background import in_background
from agent.ui.window.scrolling import REVEAL

if TYPE_CHECKING:
    from agent.core.model.errors import AgentError
    from agent.core.settings import Mail
    from agent.ui.window.rows import FormPage

REQUIRED = ("mail.host", "mail.sender", "mail.recipients")
ANSWER = 40  # pixels at 100 % kept free for the answer of a test: two lines


class MailTest:
    """The row of the test, with `result` below it. What came of one goes as soon as the settings change."""

    def __init__(self, page: FormPage, result: ttk.Label, row: int, *, has_doctor: bool) -> None:
        self._page, self._result = page, result
        self._hinted = ""
        self._tested: Mail | None = None
        line = ttk.Frame(page.frame)
        line.grid(row=row, column=1, sticky="w", pady=(page.look.px(6), page.look.px(4)))
        self._button = ttk.Button(line, text=messages.SEND_TEST, command=self._send)
        self._button.grid(row=0, column=0)
        self._last = ttk.Label(line, style="Caption.TLabel")
        self._last.grid(row=0, column=2, padx=(page.look.px(12), 0))
        if has_doctor:
            why = ttk.Button(line, text=doctor.TITLE, command=self._explain)
            why.grid(row=0, column=1, padx=(page.look.px(8), 0))
        result.grid(row=row + 1, column=1, sticky="nw")
        page.frame.rowconfigure(row + 1, minsize=page.look.px(ANSWER))
        self._hint()
        page.form.listeners.append(self._hint)

    def _explain(self) -> None:
        self._page.form.adapters.open_doctor(DoctorPlace("mail_settings"))

    def _send(self) -> None:
        form = self._page.form
        settings, secrets = form.settings(), form.secrets()
        self._forget()
        lacking = form.first_lacking(REQUIRED, PORT)
        if lacking is not None:
            self._finish(messages.TEST_NEEDS, self._page.look.red)
            lacking.field.focus_set()
            return
        self._button.state(["disabled"])
        self._result.configure(text=messages.SENDING, foreground=self._page.look.grey)

        def worked(text: str) -> None:
            self._tested = settings.mail
            self._last.configure(text=messages.last_test(form.adapters.now()))
            self._finish(text, self._page.look.green)

        in_background(
            self._page.frame, lambda: form.adapters.send_test(settings, secrets), worked, self._failed
        )

    def _failed(self, error: AgentError) -> None:
        self._finish(messages.of_error(error), self._page.look.red)

    def _finish(self, text: str, color: str) -> None:
        self._button.state(["!disabled"])
        self._result.configure(text=text, foreground=color)
        self._result.event_generate(REVEAL)

    def _forget(self) -> None:
        self._tested = None
        self._last.configure(text="")
        self._result.configure(text="")

    def _hint(self) -> None:
        """Warn before the first try, or say what is still missing, where no answer of a test stands."""
        mail, look = self._page.form.settings().mail, self._page.look
        if self._tested is not None and self._tested != mail:
            self._forget()
        if str(self._result.cget("text")) not in {"", self._hinted}:
            return
        warning = warning_of(mail.host, self._page.form.adapters.now().date(), has_user=bool(mail.user))
        self._hinted = " ".join(warning or ("" if mail.is_configured else messages.NOT_CONFIGURED,))
        self._result.configure(text=self._hinted, foreground=look.red if warning else look.grey)
