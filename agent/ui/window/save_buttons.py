"""What Save, Apply, Cancel and Escape do: nothing wrong is saved, and nothing unsaved is lost unasked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.messages import unsaved
from agent.core.messages import window as messages
from agent.jobs.settings_window import OpenedSettings, open_settings, save
from agent.ui.window.background import in_background
from agent.ui.window.shell import Shell, ask_unsaved

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable, Iterable, Mapping

    from agent.core.model.errors import AgentError
    from agent.ui.window.form import Form

CHANGING = (
    "<KeyRelease>",
    "<ButtonRelease>",
    "<<ComboboxSelected>>",
)  # after one of these a field may differ


@dataclass(slots=True)
class Saving:
    """Saving in the background, one at a time; `applied` is called after Apply has saved."""

    shell: Shell
    form: Form
    keys: frozenset[str]
    applied: Callable[[], None]
    is_at_work: bool = False

    def save(self) -> None:
        """Save and close the window, unless something is wrong."""
        self._begin(lambda _: self.shell.root.destroy())

    def apply(self) -> None:
        """Save and go on, unless something is wrong."""
        self._begin(self._go_on)

    def close(self) -> None:
        """Close the window; where something is unsaved, ask first. While it saves nothing is closed."""
        if self.is_at_work:
            return
        if self.form.is_changed():
            ask_unsaved(self.shell.root, self.shell.look, self.save, self.shell.root.destroy)
        else:
            self.shell.root.destroy()

    def discard(self) -> None:
        """Close the window without a question."""
        if not self.is_at_work:
            self.shell.root.destroy()

    def show_state(self) -> None:
        """Let Apply be pressed where there is something to save."""
        can = not self.is_at_work and self.form.is_changed()
        self.shell.apply.state(["!disabled" if can else "disabled"])

    def failed(self, error: AgentError) -> None:
        """Say why it was not saved; all can be tried again."""
        self.unlock()
        self.shell.show_text(messages.of_error(error))

    def unlock(self) -> None:
        """Let the buttons be pressed again."""
        self.is_at_work = False
        self.shell.save.state(["!disabled"])
        self.show_state()

    def _begin(self, done: Callable[[OpenedSettings], None]) -> None:
        if self.is_at_work:
            return
        wrong = self.form.first_wrong()
        if wrong is not None:
            self.shell.turn_to(wrong.page)
            wrong.field.focus_set()
            self.shell.show_text(messages.CORRECT_FIRST)
            return
        self.is_at_work = True
        for button in (self.shell.save, self.shell.apply):
            button.state(["disabled"])
        self.shell.show_text(messages.SAVING, is_wrong=False)
        in_background(self.shell.root, work_of_saving(self.form, self.keys), done, self.failed)

    def _go_on(self, opened: OpenedSettings) -> None:
        self.applied()
        self.form.begin(opened)  # the fields of secrets are empty now
        self.unlock()
        self.shell.show_text(unsaved.APPLIED, is_wrong=False)


def work_of_saving(
    form: Form, keys: Iterable[str], values: Mapping[str, Any] | None = None
) -> Callable[[], OpenedSettings]:
    """Return the function that saves the form, or these values, and returns the settings as they are then."""
    adapters, opened = form.adapters, form.opened
    values = form.values() if values is None else values
    secrets, kept = dict(form.secrets()), form.kept

    def work() -> OpenedSettings:
        save(opened, values, secrets, kept, adapters)
        return open_settings(adapters.file, keys)

    return work


def wire(saving: Saving) -> None:
    """Give the buttons and the keys their meaning."""
    shell, form, root = saving.shell, saving.form, saving.shell.root

    def on_leaving() -> None:
        if shell.status.cget("text") == messages.CORRECT_FIRST and form.is_right:
            shell.show_text("")
        saving.show_state()

    form.listeners.append(on_leaving)
    shell.save.configure(command=saving.save)
    shell.apply.configure(command=saving.apply)
    shell.cancel.configure(command=saving.discard)
    for key in ("<Return>", "<KP_Enter>"):
        root.bind(key, lambda _: saving.save())
        # On a button, Enter means that button; ttk knows the space bar alone there.
        root.bind_class("TButton", key, press)
    root.bind("<Escape>", lambda _: saving.close())
    root.protocol("WM_DELETE_WINDOW", saving.close)
    for event in CHANGING:
        root.bind(event, lambda _: root.after_idle(saving.show_state), add=True)


def press(event: tk.Event[tk.Misc]) -> str:
    """Press the button that has the focus."""
    event.widget.tk.call(str(event.widget), "invoke")
    return "break"
