"""The one certificate that is trusted in particular: shown, asked about, forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from agent.core.messages import window as messages
from agent.core.settings.form import fingerprint_lines, shown
from agent.ui.window.background import in_background
from agent.ui.window.dialog import Dialog
from agent.ui.window.form import Shown
from agent.ui.window.rows import caption, label, next_row, place
from agent.ui.window.scrolling import REVEAL

if TYPE_CHECKING:
    from agent.core.model.errors import AgentError
    from agent.ui.window.rows import FormPage

KEY = "mail.certificate_sha256"


def add(page: FormPage) -> None:
    """Add the row; the value changes only after a person compared the fingerprint and said yes."""
    row = next_row(page)
    label(page, messages.LABELS[KEY], row)
    line = ttk.Frame(page.frame)
    place(page, line, row)
    below, _ = caption(page, page.frame, "")
    below.grid(row=row + 1, column=1, sticky="w", pady=(0, page.look.px(4)))
    trust = ttk.Button(line, text=messages.TRUST)
    trust.pack(side="left")
    pinned = _Pinned(page, page.form.value(KEY), trust, ttk.Button(line, text=messages.FORGET), below)
    trust.configure(command=pinned.look_at_server)
    pinned.forget.configure(command=lambda: pinned.put(""))
    page.form.add(KEY, Shown(page.name, lambda: pinned.value, pinned.say, trust))
    if pinned.value:
        pinned.put(pinned.value)


@dataclass(slots=True)
class _Pinned:
    """The trusted certificate's fingerprint, `value`, and the widgets that show it."""

    page: FormPage
    value: Any
    trust: ttk.Button
    forget: ttk.Button
    below: ttk.Label

    def say(self, flaw: str) -> None:
        """Say what is wrong, else which certificate is trusted."""
        self.page.look.tell(self.below, flaw, _trusted(self.value))

    def put(self, fingerprint: object) -> None:
        """Trust another one, or with an empty text none in particular."""
        self.value = fingerprint
        self.page.form.left(KEY)
        if fingerprint:
            self.forget.pack(side="left", padx=self.page.look.px(8))
        else:
            self.forget.pack_forget()

    def look_at_server(self) -> None:
        """Ask the server of the form for its certificate, then the person about it."""
        form = self.page.form
        settings = form.settings()
        if not settings.mail.host:
            self.say(messages.HOST_FIRST)
            return
        self.trust.state(["disabled"])
        self.page.look.tell(self.below, "", messages.LOOKING)
        in_background(self.trust, lambda: form.adapters.certificate_of(settings), self._seen, self._failed)

    def _seen(self, fingerprint: str) -> None:
        self.trust.state(["!disabled"])
        self.page.form.left(KEY)
        if _is_confirmed(self.page, fingerprint):
            self.put(fingerprint)
            self.below.event_generate(REVEAL)

    def _failed(self, error: AgentError) -> None:
        self.trust.state(["!disabled"])
        self.say(messages.of_error(error))
        self.below.event_generate(REVEAL)


def _trusted(value: object) -> str:
    return f"{messages.TRUSTED}\n{fingerprint_lines(shown(value))}" if value else messages.NO_CERTIFICATE


def _is_confirmed(page: FormPage, fingerprint: str) -> bool:
    """Show a fingerprint and return whether the person trusts it."""
    dialog = Dialog(page.frame, messages.TRUST_TITLE, page.look)
    dialog.sentence(messages.TRUST_QUESTION)
    dialog.sentence(fingerprint_lines(fingerprint, 8), style="Strong.TLabel")
    answer: list[bool] = []

    def yes() -> None:
        answer.append(True)
        dialog.close()

    dialog.buttons(messages.YES_TRUST, yes, messages.NO_TRUST, careful=True)
    dialog.wait()
    return bool(answer)
