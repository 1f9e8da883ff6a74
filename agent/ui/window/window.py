"""The window as a whole: what is strange about the file, the pages, Save and Cancel."""

from __future__ import annotations

import logging
import tkinter as tk
from dataclasses import dataclass
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import unsaved
from agent.core.messages import window as messages
from agent.core.model.errors import AgentError
from agent.core.settings.fields import FIELDS
from agent.core.settings.layers import CONFIRMED
from agent.jobs.settings_window import WindowAdapters, kept_secrets, open_settings
from agent.ui.window import known_problems, page_general, page_mail, page_networks, page_schedule, theme
from agent.ui.window.background import in_background
from agent.ui.window.form import Form
from agent.ui.window.rows import FormPage, new_page
from agent.ui.window.save_buttons import Saving, wire
from agent.ui.window.screen import put_in_the_middle, work_area
from agent.ui.window.scrolling import Scrolled, let_pages_scroll
from agent.ui.window.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from agent.core.doctor.why import DoctorPlace
    from agent.ui.window.page_networks import NetworksPage
    from agent.ui.window.secret_field import SecretField
    from agent.ui.window.theme import Look

LOG = logging.getLogger(__name__)
CLASS = "Meters-agent"  # WM_CLASS: what the desktop knows the window by
WIDTH = 580  # pixels at 100 % of a sentence that runs across the window
MOST_STRANGE = 72  # pixels at 100 % of what is said above the pages: four lines
MOST_SAID = 51  # pixels at 100 % of what is said beside the buttons: three lines
BUTTONS = 330  # pixels at 100 % of three buttons
# No field: the command line has them.
HIDDEN = {"network.port", "network.timeout", "network.pace", CONFIRMED}
SHOWN = frozenset(field.key for field in FIELDS) - HIDDEN


def open_window(adapters: WindowAdapters, page: str) -> None:
    """Show the window with this page in front and return when it is closed.

    AgentError where there is no screen, the page has no such name, or the file can't be read.
    """
    if page not in messages.PAGES:
        raise AgentError(messages.NO_PAGE, {"name": page})
    opened = open_settings(adapters.file, SHOWN)
    root, look = new_root(messages.TITLE, is_dark=adapters.is_dark)
    form = Form(opened, adapters)
    shell = _build(root, form, look)
    filled = _fill(shell, form)
    form.begin(opened)
    saving = Saving(shell, form, SHOWN, lambda: _after_saving(shell, form, filled))
    root.report_callback_exception = reporter(saving.unlock, shell.show_text)
    wire(saving)
    _when_drawn(shell, lambda: _look_up(shell, form, filled))
    _show(shell, filled.pages, page, filled.first[page])
    root.mainloop()
    filled.stop()


def new_root(title: str, *, is_dark: bool) -> tuple[tk.Tk, Look]:
    """Return a window that is not shown yet, in our looks; AgentError where there is no screen."""
    theme.see_real_pixels()
    try:
        root = tk.Tk(className=CLASS)
    except tk.TclError as error:
        raise AgentError(messages.NO_DISPLAY) from error
    root.withdraw()
    root.title(title)
    let_pages_scroll(root)
    return root, theme.dress(root, is_dark=is_dark)


def _build(root: tk.Tk, form: Form, look: Look) -> Shell:
    """Return the empty window: strange things on top, pages, a sentence and three buttons below."""
    outer = ttk.Frame(root, padding=(look.px(14), look.px(12), look.px(14), look.px(14)))
    outer.pack(fill="both", expand=True)
    if form.opened.strange:
        _add_strange(outer, form, look)
    above = ttk.Frame(outer)
    above.pack(fill="x", padx=look.px(6))
    notebook = ttk.Notebook(outer)  # made first: the Tab key goes through the pages to the buttons
    bottom = ttk.Frame(outer)
    bottom.pack(side="bottom", fill="x", pady=(look.px(12), 0))
    notebook.enable_traversal()
    said = Scrolled(bottom, look, most=look.px(MOST_SAID))
    status = ttk.Label(said.frame, wraplength=look.px(WIDTH - BUTTONS), justify="left")
    status.pack(fill="x")
    said.fit(look.px(WIDTH - BUTTONS) + said.bar_width)
    said.outer.pack(side="left", padx=look.px(6))
    # Save before the others for the Tab key, and at the right of them for the eye.
    take = ttk.Button(bottom, text=messages.SAVE, style="Accent.TButton", width=11)
    take.pack(side="right")
    leave = ttk.Button(bottom, text=messages.CANCEL, width=11)
    leave.pack(side="right", padx=look.px(8))
    apply = ttk.Button(bottom, text=unsaved.APPLY, width=11, state="disabled")
    apply.pack(side="right")
    return Shell(root, look, above, notebook, status, take, leave, apply)


def _add_strange(outer: ttk.Frame, form: Form, look: Look) -> None:
    """Say on top what the file holds and no field shows; where that is long, it scrolls."""
    scrolled = Scrolled(outer, look, most=look.px(MOST_STRANGE))
    text = "\n".join([messages.FILE_PROBLEMS, *map(str, form.opened.strange)])
    strange = ttk.Label(scrolled.frame, text=text, style="Caption.TLabel", foreground=look.red)
    strange.configure(wraplength=look.px(WIDTH), justify="left")
    strange.pack(fill="x")
    scrolled.outer.pack(fill="x", padx=look.px(6), pady=(0, look.px(10)))


@dataclass(frozen=True, slots=True)
class _Filled:
    """The four pages and the first field of each by the page's name, and what is shown on them later.

    `secrets` are the fields of passwords by their names in the keyring. `stop` ends what runs in the
    background of a page.
    """

    pages: dict[str, FormPage]
    first: dict[str, tk.Widget]
    secrets: dict[str, SecretField]
    networks: NetworksPage

    def learn(self, kept: frozenset[str]) -> None:
        """Show which secrets are kept."""
        for name, secret in self.secrets.items():
            if name in kept:
                secret.keep()
        self.networks.show_secrets()

    def stop(self) -> None:
        """End what still runs for a page."""
        self.networks.search.stop()


def _fill(shell: Shell, form: Form) -> _Filled:
    """Make the four pages; what a hand wrote wrong is marked from the start."""
    pages = {name: new_page(name, shell.notebook, form, shell.look) for name in messages.PAGES}
    networks = page_networks.fill(pages["networks"])
    mail, secrets = page_mail.fill(pages["mail"], is_whole=True)
    schedule = page_schedule.fill(pages["schedule"])
    general = page_general.fill(pages["general"], shell.show_text)
    form.first_wrong()
    form.lock(shell.look.grey)
    first = {"networks": networks.first, "mail": mail, "schedule": schedule, "general": general}
    return _Filled(pages, first, secrets, networks)


def _when_drawn(shell: Shell, begin: Callable[[], None]) -> None:
    """Begin something once the window is drawn: what it takes of the processor comes after that."""

    def drawn(_: object) -> None:
        shell.save.unbind("<Expose>")
        shell.root.after_idle(begin)  # Tk draws when it is idle, too, and what was first asked first

    shell.save.bind("<Expose>", drawn)


def _look_up(shell: Shell, form: Form, filled: _Filled) -> None:
    """Begin with what takes its time: the next run, the own networks, kept secrets, what is known wrong."""
    form.left()
    filled.networks.search.look_up_own()
    _learn_kept(shell, form, filled)
    in_background(
        shell.root,
        form.adapters.conditions,
        lambda standing: known_problems.show(
            shell.above, shell.look, standing, partial(_open_doctor, shell, form)
        ),
        lambda error: shell.show_text(messages.of_error(error)),
    )


def _open_doctor(shell: Shell, form: Form, place: DoctorPlace) -> None:
    try:
        form.adapters.open_doctor(place)
    except AgentError as error:
        shell.show_text(messages.of_error(error))


def _learn_kept(shell: Shell, form: Form, filled: _Filled) -> None:
    settings = form.settings()

    def learn(kept: frozenset[str]) -> None:
        form.kept = kept
        filled.learn(kept)

    in_background(
        shell.root,
        lambda: kept_secrets(settings, form.adapters.secret_store()),
        learn,
        lambda error: shell.show_text(messages.of_error(error)),
    )


def _after_saving(shell: Shell, form: Form, filled: _Filled) -> None:
    """Empty the fields of secrets, which the keyring has now, and learn anew which it has."""
    for secret in filled.secrets.values():
        secret.forget()
    form.left()
    _learn_kept(shell, form, filled)


def _show(shell: Shell, pages: dict[str, FormPage], page: str, first: tk.Widget) -> None:
    """Put the window into the middle of the screen: as large as its largest page, where that is room for."""
    root, area = shell.root, work_area(shell.root, shell.look)
    shell.turn_to(page)
    root.update_idletasks()
    scrolled = [each.scrolled for each in pages.values()]
    widest = max(each.width for each in scrolled)
    for each in scrolled:
        each.fit(widest)
    # Only now, or all would be laid out twice. The last: where the screen is low, it is what gets less.
    shell.notebook.pack(fill="both", expand=True)
    root.update_idletasks()
    put_in_the_middle(root, look=shell.look, area=area)
    root.deiconify()
    first.focus_set()


def reporter(
    unlock: Callable[[], None], show_text: Callable[[str], None]
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return the function that Tk calls when a callback raises: it goes into the log, with a word here."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        LOG.error("the settings window", exc_info=(kind, error, trace))
        unlock()
        show_text(messages.OUR_MISTAKE)

    return report
