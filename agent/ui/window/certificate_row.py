"""Which certificates of the mail server are trusted: said in one sentence, asked about, forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from agent.core.messages import certificate as words
from agent.core.messages import window as messages
from agent.core.settings.form import PORT, fingerprint_lines, short_fingerprint, shown
from agent.ui.window.background import in_background
from agent.ui.window.dialog import Dialog
from agent.ui.window.form import Shown
from agent.ui.window.rows import FormPage, caption, label, next_row, place
from agent.ui.window.scrolling import REVEAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.core.mail.certificate import Certificate, ServerCertificate
    from agent.core.model.errors import AgentError

KEY, HOST = "mail.certificate_sha256", "mail.host"


def add(page: FormPage, changed: Callable[[], None]) -> None:
    """Add the row; the value changes only after a person compared the fingerprint and said yes.

    `changed` is called then: what a test said before is about another trust.
    """
    row = next_row(page)
    label(page, messages.LABELS[KEY], row)
    line = ttk.Frame(page.frame)
    place(page, line, row)
    below, _ = caption(page, page.frame, "")
    below.grid(row=row + 1, column=1, sticky="w", pady=(0, page.look.px(4)))
    trust = ttk.Button(line, text=messages.TRUST)
    trust.pack(side="left")
    pinned = _Pinned(
        page, page.form.value(KEY), trust, ttk.Button(line, text=messages.FORGET), below, changed
    )
    trust.configure(command=pinned.look_at_server)
    pinned.forget.configure(command=lambda: pinned.put(""))
    page.form.add(KEY, Shown(page.name, lambda: pinned.value, pinned.show_text, trust, frame=line))
    pinned.show_text("")
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
    changed: Callable[[], None]

    def show_text(self, flaw: str) -> None:
        """Say what is wrong, else which certificate is trusted."""
        self.page.look.tell(self.below, flaw, f"{_trusted(self.value)} {self.page.hint(KEY)}".strip())

    def put(self, fingerprint: object) -> None:
        """Trust another one, or with an empty text none in particular."""
        if fingerprint != self.value:
            self.changed()
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
        lacking = form.first_lacking((HOST,), PORT)
        if lacking is not None:
            self.show_text(messages.HOST_FIRST)
            lacking.field.focus_set()
            return
        self.trust.state(["disabled"])
        self.page.look.tell(self.below, "", messages.LOOKING)
        in_background(self.trust, lambda: form.adapters.certificate_of(settings), self._seen, self._failed)

    def _seen(self, seen: ServerCertificate) -> None:
        self.trust.state(["!disabled"])
        self.page.form.left(KEY)
        if is_trusted(self.page, seen):
            self.put(seen.fingerprint)
            self.below.event_generate(REVEAL)

    def _failed(self, error: AgentError) -> None:
        self.trust.state(["!disabled"])
        self.show_text(messages.of_error(error))
        self.below.event_generate(REVEAL)


def _trusted(value: object) -> str:
    """Return in one sentence which certificates are trusted now."""
    return words.only_one(short_fingerprint(shown(value))) if value else words.BY_SYSTEM


def is_trusted(page: FormPage, seen: ServerCertificate) -> bool:
    """Show what a server says of itself and return whether the person trusts it; Enter trusts nothing."""
    dialog = Dialog(page.frame, messages.TRUST_TITLE, page.look)
    dialog.sentence(messages.TRUST_QUESTION)
    dialog.fact(words.SERVER, seen.server)
    if seen.certificate is None:
        dialog.sentence(words.UNREADABLE, colour=page.look.red)
    else:
        _show(dialog, seen.certificate, page.form.adapters.now())
    dialog.fact(words.FINGERPRINT, fingerprint_lines(seen.fingerprint, 8))
    answer: list[bool] = []

    def yes() -> None:
        answer.append(True)
        dialog.close()

    dialog.buttons(messages.YES_TRUST, yes, messages.NO_TRUST, careful=True)
    dialog.wait()
    return bool(answer)


def _show(dialog: Dialog, certificate: Certificate, now: datetime) -> None:
    subject = certificate.subject or ", ".join(certificate.names) or words.NO_NAME
    is_own = bool(certificate.issuer) and certificate.issuer == certificate.subject
    dialog.fact(words.SUBJECT, subject)
    dialog.fact(words.ISSUER, words.SELF if is_own else certificate.issuer or words.NO_NAME)
    first, last = (when.astimezone(now.tzinfo) for when in (certificate.not_before, certificate.not_after))
    dialog.fact(words.VALID, words.valid(first, last))
    if not first <= now <= last:
        dialog.sentence(words.EXPIRED if now > last else words.NOT_YET, colour=dialog.look.red)
