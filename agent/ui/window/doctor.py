"""The window "Why isn't it working?": it draws a ladder, step by step, as it is climbed."""

from __future__ import annotations

import queue
import threading
import tkinter as tk
from dataclasses import dataclass, field
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.doctor.ladder import STEPS, DoctorPart, DoctorStep, lines_of, needs_attention
from agent.core.messages import doctor as messages
from agent.core.messages import doctor_window as own
from agent.core.messages import window as window_words
from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError
from agent.ui.window import theme
from agent.ui.window.doctor_steps import StepRows
from agent.ui.window.screen import work_area
from agent.ui.window.scrolling import Scrolled, let_pages_scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent.jobs.doctor_window import DoctorAdapters
    from agent.ui.window.theme import Look

CLASS = "Meters-agent"
WIDTH, HEIGHT = 620, 560  # pixels at 100 %
LOOK_AGAIN = 60  # milliseconds

_Outcome = tuple["DoctorStep | None", AgentError | None]  # both None at the end of a ladder


@dataclass(slots=True)
class _Shell:
    """The window's parts, and the step to show at the end of the ladder, empty for none."""

    root: tk.Tk
    look: Look
    adapters: DoctorAdapters
    address: ttk.Entry
    status: ttk.Label
    rows: StepRows = field(init=False)
    buttons: list[ttk.Button] = field(default_factory=list)
    wanted: str = ""


def open_doctor(adapters: DoctorAdapters) -> None:
    """Show the window and return when it is closed; AgentError where there is no screen."""
    theme.see_real_pixels()
    try:
        root = tk.Tk(className=CLASS)
    except tk.TclError as error:
        raise AgentError(own.NO_DISPLAY) from error
    root.withdraw()
    shell = _build(root, adapters, theme.dress(root, is_dark=adapters.is_dark))
    _show(shell)
    if adapters.address or adapters.step:
        root.after_idle(lambda: _show_place(shell, adapters.step, adapters.address))
    elif adapters.begins:
        root.after_idle(lambda: _check_office(shell, wants_test=False))
    root.mainloop()


def _build(root: tk.Tk, adapters: DoctorAdapters, look: Look) -> _Shell:
    root.title(messages.TITLE)
    let_pages_scroll(root)
    outer = ttk.Frame(root, padding=look.px(14))
    outer.pack(fill="both", expand=True)
    top = ttk.Frame(outer)
    top.pack(fill="x")
    ttk.Label(top, text=own.ADDRESS_LABEL).pack(side="left", padx=(0, look.px(8)))
    address = ttk.Entry(top, width=24)
    address.insert(0, adapters.address)
    address.pack(side="left", padx=(0, look.px(8)))
    second = ttk.Frame(outer)
    second.pack(fill="x", pady=look.px(8))
    bottom = ttk.Frame(outer)
    bottom.pack(side="bottom", fill="x", pady=(look.px(10), 0))
    status = ttk.Label(bottom, text=own.WINDOW_HINT, wraplength=look.px(WIDTH - 220), justify="left")
    scrolled = Scrolled(outer, look)
    scrolled.outer.pack(fill="both", expand=True)
    shell = _Shell(root, look, adapters, address, status)
    shell.rows = StepRows(
        scrolled,
        look,
        agree=lambda: _check_printer(shell, may_look=True),
        go=partial(_show_place, shell),
    )
    _add_buttons(shell, top, second)
    _add_bottom(shell, bottom)
    root.bind("<Escape>", lambda _: root.destroy())
    for key in ("<Return>", "<KP_Enter>"):
        address.bind(key, lambda _: _check_printer(shell, may_look=False))
    return shell


def _add_buttons(shell: _Shell, top: ttk.Frame, second: ttk.Frame) -> None:
    actions: tuple[tuple[ttk.Frame, str, Callable[[], None]], ...] = (
        (top, own.CHECK_PRINTER, lambda: _check_printer(shell, may_look=False)),
        (second, own.CHECK_OFFICE, lambda: _check_office(shell, wants_test=False)),
        (second, own.CHECK_WITH_TEST, lambda: _check_office(shell, wants_test=True)),
    )
    for frame, text, action in actions:
        style = "Accent.TButton" if frame is top else "TButton"
        button = ttk.Button(frame, text=text, command=action, style=style)
        button.pack(side="left", padx=(0, shell.look.px(8)))
        shell.buttons.append(button)


def _add_bottom(shell: _Shell, bottom: ttk.Frame) -> None:
    ttk.Button(bottom, text=own.CLOSE, command=shell.root.destroy).pack(side="right")
    copy = ttk.Button(bottom, text=own.COPY, command=lambda: _copy(shell))
    copy.pack(side="right", padx=shell.look.px(8))
    shell.status.pack(side="left", fill="x")


def _show(shell: _Shell) -> None:
    """Put the window into the middle of the screen."""
    root, area = shell.root, work_area(shell.root, shell.look)
    root.update_idletasks()
    width = min(max(root.winfo_reqwidth(), shell.look.px(WIDTH)), area.width)
    height = min(shell.look.px(HEIGHT), area.height)
    left, top = (area.width - width) // 2, (area.height - height) // 3
    root.geometry(f"{width}x{height}{area.place(width, height, area.left + left, area.top + top)}")
    root.deiconify()
    shell.address.focus_set()


def _check_printer(shell: _Shell, *, may_look: bool) -> None:
    address = shell.address.get().strip()
    if not address:
        shell.status.configure(text=own.NO_ADDRESS_YET, foreground=shell.look.red)
        shell.address.focus_set()
        return
    _climb(shell, partial(shell.adapters.printer, address, may_look))


def _check_office(shell: _Shell, *, wants_test: bool, part: DoctorPart | None = None) -> None:
    _climb(shell, partial(shell.adapters.office, wants_test, part))


def _show_place(shell: _Shell, step: str, address: str) -> None:
    """Climb the ladder that has a step, to show it at the end; a printer's needs its address."""
    if shell.buttons[0].instate(["disabled"]):
        return
    shell.wanted = step
    if address or STEPS[step] is DoctorPart.PRINTER:
        shell.address.delete(0, "end")
        shell.address.insert(0, address)
        _check_printer(shell, may_look=False)
    else:
        _check_office(shell, wants_test=False, part=STEPS[step])


def _climb(shell: _Shell, begin: Callable[[], Iterable[DoctorStep]]) -> None:
    """Climb a ladder in a thread, and draw each step as it comes."""
    if shell.buttons[0].instate(["disabled"]):
        return
    shell.rows.clear()
    _enable(shell, is_enabled=False)
    shell.status.configure(text=own.CHECKING, foreground=shell.look.grey)
    outcomes: queue.SimpleQueue[_Outcome] = queue.SimpleQueue()
    # A daemon: a printer that does not answer must not keep a closed window's process alive.
    threading.Thread(target=_tell, args=(begin, outcomes), name="doctor", daemon=True).start()
    shell.root.after(LOOK_AGAIN, lambda: _look(shell, outcomes))


def _tell(begin: Callable[[], Iterable[DoctorStep]], outcomes: queue.SimpleQueue[_Outcome]) -> None:
    try:
        for step in begin():
            outcomes.put((step, None))
        outcomes.put((None, None))
    except AgentError as error:
        outcomes.put((None, error))
    except BaseException:
        outcomes.put((None, AgentError(SAID, {"title": window_words.OUR_MISTAKE, "advice": ""})))
        raise


def _look(shell: _Shell, outcomes: queue.SimpleQueue[_Outcome]) -> None:
    """Draw what has come, and look again until the end."""
    while not outcomes.empty():
        step, error = outcomes.get()
        if step is None:
            _end(shell, error)
            return
        shell.rows.add(step)
    shell.root.after(LOOK_AGAIN, lambda: _look(shell, outcomes))


def _end(shell: _Shell, error: AgentError | None) -> None:
    _enable(shell, is_enabled=True)
    if shell.wanted:
        shell.rows.mark(shell.wanted)
        shell.wanted = ""
    if error is not None:
        shell.status.configure(text=window_words.of_error(error), foreground=shell.look.red)
    elif needs_attention(shell.rows.steps):
        shell.status.configure(text=own.SEE_ABOVE, foreground=shell.look.red)
    else:
        shell.status.configure(text=messages.ALL_WELL, foreground=shell.look.green)


def _enable(shell: _Shell, *, is_enabled: bool) -> None:
    for button in shell.buttons:
        button.state(["!disabled" if is_enabled else "disabled"])


def _copy(shell: _Shell) -> None:
    """Put the ladder into the clipboard, as the terminal shows it."""
    shell.root.clipboard_clear()
    shell.root.clipboard_append("\n".join(line for step in shell.rows.steps for line in lines_of(step)))
    shell.status.configure(text=own.COPIED, foreground=shell.look.grey)
