"""The window as a whole: what is strange about the file, the pages, Save and Cancel."""

from __future__ import annotations

import logging
import tkinter as tk
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import window as messages
from agent.core.model.errors import AgentError
from agent.core.settings.fields import FIELDS
from agent.core.settings.keyring_names import MAIL
from agent.jobs.settings_window import kept_secrets, open_settings, save
from agent.ui.window import page_general, page_mail, page_networks, page_schedule, theme
from agent.ui.window.background import in_background
from agent.ui.window.form import Form
from agent.ui.window.rows import new_page
from agent.ui.window.screen import keep_inside, work_area
from agent.ui.window.scrolling import Scrolled, let_pages_scroll

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from agent.jobs.settings_window import WindowAdapters
    from agent.ui.window.rows import FormPage
    from agent.ui.window.theme import Look

LOG = logging.getLogger(__name__)
CLASS = "Meters-agent"  # WM_CLASS: what the desktop knows the window by
WIDTH = 580  # pixels at 100 % of a sentence that runs across the window
MOST_STRANGE = 72  # pixels at 100 % of what is said above the pages: four lines
MOST_SAID = 51  # pixels at 100 % of what is said beside the buttons: three lines
LEAST_HEIGHT = 300  # pixels at 100 %
HIDDEN = {"network.port", "network.timeout", "mail.profile"}  # no field: the command line has them


@dataclass(frozen=True, slots=True)
class _Shell:
    """The parts around the pages."""

    root: tk.Tk
    look: Look
    notebook: ttk.Notebook
    status: ttk.Label
    save: ttk.Button

    def say(self, text: str, *, is_wrong: bool = True) -> None:
        """Say something at the bottom of the window."""
        self.status.configure(text=text, foreground=self.look.red if is_wrong else self.look.grey)


def open_window(adapters: WindowAdapters, page: str) -> None:
    """Show the window with this page in front and return when it is closed.

    AgentError where there is no screen, the page has no such name, or the file can't be read.
    """
    if page not in messages.PAGES:
        raise AgentError(messages.no_page(page), messages.NO_PAGE_ADVICE)
    opened = open_settings(adapters.file, {field.key for field in FIELDS} - HIDDEN)
    theme.see_real_pixels()
    try:
        root = tk.Tk(className=CLASS)
    except tk.TclError as error:
        raise AgentError(messages.NO_DISPLAY, messages.NO_DISPLAY_ADVICE) from error
    root.withdraw()
    form = Form(opened, adapters)
    shell = _build(root, form, theme.dress(root, is_dark=adapters.is_dark))
    root.report_callback_exception = _reporter(shell)
    pages, first, learn = _fill(shell, form)
    _wire(shell, form)
    _when_drawn(shell, lambda: _look_up(shell, form, learn))
    _show(shell, pages, page, first[page])
    root.mainloop()


def _build(root: tk.Tk, form: Form, look: Look) -> _Shell:
    """Return the empty window: strange things on top, pages, a sentence and two buttons below."""
    root.title(messages.TITLE)
    let_pages_scroll(root)
    outer = ttk.Frame(root, padding=(look.px(14), look.px(12), look.px(14), look.px(14)))
    outer.pack(fill="both", expand=True)
    if form.opened.strange:
        _add_strange(outer, form, look)
    notebook = ttk.Notebook(outer)  # made first: the Tab key goes through the pages to the buttons
    bottom = ttk.Frame(outer)
    bottom.pack(side="bottom", fill="x", pady=(look.px(12), 0))
    notebook.enable_traversal()
    said = Scrolled(bottom, look, most=look.px(MOST_SAID))
    status = ttk.Label(said.frame, wraplength=look.px(WIDTH - 200), justify="left")
    status.pack(fill="x")
    said.fit(look.px(WIDTH - 200) + said.bar_width)
    said.outer.pack(side="left", padx=look.px(6))
    # Save before Cancel for the Tab key, and at the right of it for the eye.
    take = ttk.Button(bottom, text=messages.SAVE, style="Accent.TButton", width=10)
    take.pack(side="right")
    leave = ttk.Button(bottom, text=messages.CANCEL, width=10, command=root.destroy)
    leave.pack(side="right", padx=look.px(8))
    return _Shell(root, look, notebook, status, take)


def _add_strange(outer: ttk.Frame, form: Form, look: Look) -> None:
    """Say on top what the file holds and no field shows; where that is long, it scrolls."""
    scrolled = Scrolled(outer, look, most=look.px(MOST_STRANGE))
    text = "\n".join([messages.FILE_PROBLEMS, *map(str, form.opened.strange)])
    strange = ttk.Label(scrolled.frame, text=text, style="Caption.TLabel", foreground=look.red)
    strange.configure(wraplength=look.px(WIDTH), justify="left")
    strange.pack(fill="x")
    scrolled.outer.pack(fill="x", padx=look.px(6), pady=(0, look.px(10)))


def _fill(
    shell: _Shell, form: Form
) -> tuple[dict[str, FormPage], dict[str, tk.Widget], Callable[[frozenset[str]], None]]:
    """Make the four pages.

    Return them and the first field of each by the page's name, and who shows which secrets are kept.
    """
    pages = {name: new_page(name, shell.notebook, form, shell.look) for name in messages.PAGES}
    networks, show_secrets = page_networks.fill(pages["networks"])
    mail, password = page_mail.fill(pages["mail"])
    schedule = page_schedule.fill(pages["schedule"])
    general = page_general.fill(pages["general"], shell.say)
    form.first_wrong()  # what a hand wrote wrong is marked from the start

    def learn(kept: frozenset[str]) -> None:
        form.kept = kept
        if MAIL in kept:
            password.keep()
        show_secrets()

    return pages, {"networks": networks, "mail": mail, "schedule": schedule, "general": general}, learn


def _when_drawn(shell: _Shell, begin: Callable[[], None]) -> None:
    """Begin something once the window is drawn: what it takes of the processor comes after that."""

    def drawn(_: object) -> None:
        shell.save.unbind("<Expose>")
        shell.root.after_idle(begin)  # Tk draws when it is idle, too, and what was first asked first

    shell.save.bind("<Expose>", drawn)


def _look_up(shell: _Shell, form: Form, learn: Callable[[frozenset[str]], None]) -> None:
    """Begin with what takes its time: the next run, and which secrets the keyring has."""
    form.left()
    settings = form.settings()
    in_background(
        shell.root,
        lambda: kept_secrets(settings, form.adapters.secret_store()),
        learn,
        lambda error: shell.say(messages.of_error(error)),
    )


def _wire(shell: _Shell, form: Form) -> None:
    """Give Save and the keys their meaning."""
    root = shell.root

    def failed(error: AgentError) -> None:
        shell.save.state(["!disabled"])
        shell.say(messages.of_error(error))

    def on_save(_: object = None) -> None:
        if shell.save.instate(["disabled"]):
            return
        wrong = form.first_wrong()
        if wrong is not None:
            _turn_to(shell, wrong.page)
            wrong.field.focus_set()
            shell.say(messages.CORRECT_FIRST)
            return
        shell.save.state(["disabled"])
        shell.say(messages.SAVING, is_wrong=False)
        values, secrets, kept = form.values(), form.secrets(), form.kept or frozenset()
        work: Callable[[], None] = lambda: save(form.opened, values, secrets, kept, form.adapters)  # noqa: E731 (typed here)
        in_background(root, work, lambda _: root.destroy(), failed)

    def on_leaving() -> None:
        if shell.status.cget("text") == messages.CORRECT_FIRST and form.is_right:
            shell.say("")

    form.listeners.append(on_leaving)
    shell.save.configure(command=on_save)
    for key in ("<Return>", "<KP_Enter>"):
        root.bind(key, on_save)
        # On a button, Enter means that button; ttk knows the space bar alone there.
        root.bind_class("TButton", key, _press)
    root.bind("<Escape>", lambda _: root.destroy())


def _turn_to(shell: _Shell, page: str) -> None:
    shell.notebook.select(list(messages.PAGES).index(page))  # type: ignore[no-untyped-call] # ttk's own is untyped


def _press(event: tk.Event[tk.Misc]) -> str:
    event.widget.tk.call(str(event.widget), "invoke")
    return "break"


def _show(shell: _Shell, pages: dict[str, FormPage], page: str, first: tk.Widget) -> None:
    """Put the window into the middle of the screen: as large as its largest page, where that is room for."""
    root, area = shell.root, work_area(shell.root, shell.look)
    _turn_to(shell, page)
    root.update_idletasks()
    scrolled = [each.scrolled for each in pages.values()]
    widest = max(each.width for each in scrolled)
    for each in scrolled:
        each.fit(widest)
    # Only now, or all would be laid out twice. The last: where the screen is low, it is what gets less.
    shell.notebook.pack(fill="both", expand=True)
    root.update_idletasks()
    width, height = root.winfo_reqwidth(), min(root.winfo_reqheight(), area.height)
    left, top = (area.width - width) // 2, (area.height - height) // 3
    root.geometry(area.place(width, height, area.left + left, area.top + top))
    root.minsize(width, min(height, shell.look.px(LEAST_HEIGHT)))
    root.maxsize(max(width, area.width), area.height)
    root.bind("<Configure>", lambda event: keep_inside(root, area) if event.widget is root else None)
    root.deiconify()
    first.focus_set()


def _reporter(
    shell: _Shell,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return the function that Tk calls when a callback raises: it goes into the log, with a word here."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        LOG.error("the settings window", exc_info=(kind, error, trace))
        shell.save.state(["!disabled"])
        shell.say(messages.OUR_MISTAKE)

    return report
