"""The window of the first start: searching for printers, where the daily report goes, done."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass, field
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from agent.core.messages import first_run as words
from agent.core.messages import window as messages
from agent.core.settings.fields import FIELDS
from agent.core.settings.keyring_names import MAIL
from agent.core.settings.layers import CONFIRMED
from agent.jobs.settings_window import OpenedSettings, WindowAdapters, kept_secrets, open_settings
from agent.ui.window import first_run_pages
from agent.ui.window.background import in_background
from agent.ui.window.client_certificate import KEY as CERTIFICATE
from agent.ui.window.form import Form
from agent.ui.window.page_mail import PROFILE
from agent.ui.window.save_buttons import press, work_of_saving
from agent.ui.window.screen import put_in_the_middle, work_area
from agent.ui.window.shell import ask_unsaved
from agent.ui.window.window import HIDDEN, new_root, reporter

if TYPE_CHECKING:
    from agent.core.model.errors import AgentError
    from agent.ui.window.first_run_pages import StepPages
    from agent.ui.window.theme import Look

SEARCH, SEND, DONE = ("search", "mail", "done")
MAIL_KEYS = (
    frozenset(field.key for field in FIELDS if field.section == "mail") - HIDDEN - {PROFILE, CERTIFICATE}
)
KEYS = MAIL_KEYS | {"network.targets"}
STATUS = 160  # pixels at 100 % of a sentence beside the buttons


def open_first_run(adapters: WindowAdapters, page: str | None) -> None:
    """Show the steps and return when the window is closed; the page mail begins with the second.

    AgentError where there is no screen, or the file can't be read.
    """
    opened = open_settings(adapters.file, KEYS)
    root, look = new_root(words.TITLE, is_dark=adapters.is_dark)
    steps = _Steps(root, look, Form(opened, adapters))
    steps.build()
    root.report_callback_exception = reporter(steps.unlock, steps.show_text)
    steps.go(SEND if page == SEND else SEARCH)
    put_in_the_middle(root, look=look, area=work_area(root, look))
    root.deiconify()
    root.after_idle(steps.begin)
    root.mainloop()
    steps.pages.search.stop()


@dataclass(slots=True)
class _Steps:
    """The window while it is shown; one step at a time, saved at the end of the second."""

    root: tk.Tk
    look: Look
    form: Form
    step: str = SEARCH
    is_at_work: bool = False
    pages: StepPages = field(init=False)
    heading: ttk.Label = field(init=False)
    status: ttk.Label = field(init=False)
    buttons: dict[str, ttk.Button] = field(default_factory=dict)

    def build(self) -> None:
        """Make all pages, the heading above and the buttons below."""
        look = self.look
        outer = ttk.Frame(self.root, padding=look.px(12))
        outer.pack(fill="both", expand=True)
        self.heading = ttk.Label(outer, style="Strong.TLabel")
        self.heading.pack(fill="x", padx=look.px(20), pady=(0, look.px(4)))
        body = ttk.Frame(outer)  # before the buttons for the Tab key
        bottom = ttk.Frame(outer)
        bottom.pack(side="bottom", fill="x", pady=(look.px(12), 0))
        body.pack(fill="both", expand=True)
        self.status = ttk.Label(bottom, wraplength=look.px(STATUS), justify="left")
        self.status.pack(side="left", padx=look.px(6))
        actions = {"next": self.on_next, "show": self.on_show, "skip": self.on_skip, "back": self.on_back}
        for name, action in actions.items():
            style = "Accent.TButton" if name == "next" else "TButton"
            self.buttons[name] = ttk.Button(bottom, width=16, style=style, command=action)
        self.pages = first_run_pages.make(body, self.form, look)
        self.form.begin(self.form.opened)
        self.form.lock(self.look.grey)
        self._bind_keys()

    def _bind_keys(self) -> None:
        for key in ("<Return>", "<KP_Enter>"):
            self.root.bind(key, lambda _: self.on_next())
            self.root.bind_class("TButton", key, press)
        self.root.bind("<Escape>", lambda _: self.close())
        self.root.protocol("WM_DELETE_WINDOW", self.close)

    def begin(self) -> None:
        """Begin with what takes its time: the search, and whether the keyring has the password."""
        self.pages.search.look_up_own(self.pages.search.begin if self.step == SEARCH else None)
        settings, adapters = self.form.settings(), self.form.adapters
        secrets = lambda: kept_secrets(settings, adapters.secret_store())  # noqa: E731 (short)
        in_background(self.root, secrets, self._learn, self.failed)

    def _learn(self, kept: frozenset[str]) -> None:
        self.form.kept = kept
        if MAIL in kept:
            self.pages.password.keep()

    def go(self, step: str) -> None:
        """Show a step with its heading and the buttons that it has."""
        self.step = step
        self.heading.configure(text=words.HEADINGS[step])
        self.show_text("")
        shown = {
            SEARCH: {"next": words.NEXT},
            SEND: {"next": words.NEXT, "skip": words.SKIP, "back": words.BACK},
            DONE: {"next": words.FINISH, "show": words.SHOW},
        }[step]
        for name, button in self.buttons.items():
            button.pack_forget()
            if name in shown:
                button.configure(text=shown[name])
                button.pack(side="right", padx=(self.look.px(8), 0))
        self.pages.show(step).focus_set()

    def show_text(self, text: str, *, is_wrong: bool = True) -> None:
        """Say something beside the buttons."""
        self.status.configure(text=text, foreground=self.look.red if is_wrong else self.look.grey)

    def on_back(self) -> None:
        """Go back to the search."""
        self.go(SEARCH)

    def on_show(self) -> None:
        """Show the printers in the browser and end the first steps."""
        self.form.adapters.show_printers()
        self.root.destroy()

    def on_next(self) -> None:
        """Go on where all of this step is right; the second step saves first."""
        if self.is_at_work:
            return
        if self.step == DONE:
            self.root.destroy()
        elif self.step == SEARCH:
            if self._is_right((), "network.targets"):
                self.go(SEND)
        elif self._is_right(first_run_pages.REQUIRED, *KEYS) and self._can_type():
            self._save(self.form.values(), self._saved)

    def on_skip(self) -> None:
        """Go on without email: its settings stay as they are in the file."""
        if not self.is_at_work:
            saved = self.form.opened.values
            values = {**self.form.values(), **{key: saved[key] for key in (*MAIL_KEYS, CONFIRMED)}}
            self.form.typed.clear()
            self.pages.password.forget()
            self._save(values, self._saved)

    def close(self) -> None:
        """Close the window; what is unsaved is asked about."""
        if self.is_at_work:
            return
        if self.step == DONE or not self.form.is_changed():
            self.root.destroy()
        else:
            ask_unsaved(self.root, self.look, self._save_and_close, self.root.destroy)

    def _save_and_close(self) -> None:
        wrong = self.form.first_wrong()
        if wrong is None:
            self._save(self.form.values(), lambda _: self.root.destroy())
            return
        self.go(wrong.page)
        wrong.field.focus_set()
        self.show_text(messages.CORRECT_FIRST)

    def _is_right(self, required: tuple[str, ...], *keys: str) -> bool:
        lacking = self.form.first_lacking(required, *keys)
        if lacking is not None:
            if lacking.page != self.step:
                self.go(lacking.page)
            lacking.field.focus_set()
            self.show_text(messages.CORRECT_FIRST)
        return lacking is None

    def _can_type(self) -> bool:
        wrong = self.form.first_wrong()
        if wrong is not None:
            wrong.field.focus_set()
            self.show_text(messages.SECRET_UNTYPEABLE)
        return wrong is None

    def _save(self, values: dict[str, Any], done: Any) -> None:  # noqa: ANN401 (called with the saved settings)
        self.is_at_work = True
        self.buttons["next"].state(["disabled"])
        self.show_text(messages.SAVING, is_wrong=False)
        in_background(self.root, work_of_saving(self.form, KEYS, values), done, self.failed)

    def _saved(self, opened: OpenedSettings) -> None:
        self.form.begin(opened)
        self.unlock()
        self.go(DONE)
        self.pages.tell_done()

    def failed(self, error: AgentError) -> None:
        """Say why it was not saved."""
        self.unlock()
        self.show_text(messages.of_error(error))

    def unlock(self) -> None:
        """Let the buttons be pressed again."""
        self.is_at_work = False
        self.buttons["next"].state(["!disabled"])
