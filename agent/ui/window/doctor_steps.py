"""The steps of a ladder as rows of the doctor's window."""

from __future__ import annotations

from dataclasses import dataclass, field
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.doctor.ladder import DoctorStep, Verdict
from agent.core.messages import doctor_window as own
from agent.ui.window.scrolling import REVEAL, Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.ui.window.theme import Look

SIGNS = {Verdict.OK: "\u2713", Verdict.WARNING: "!", Verdict.FAILED: "\u2717", Verdict.NOT_TRIED: "\u2013"}
WIDTH = 530  # pixels at 100 % of a line


@dataclass(slots=True)
class StepRows:
    """The steps that are shown, and the line of each.

    `agree` looks at the other ports of the printer; `go` shows the step of another ladder, by its name and
    the printer's address.
    """

    scrolled: Scrolled
    look: Look
    agree: Callable[[], None]
    go: Callable[[str, str], None]
    steps: list[DoctorStep] = field(default_factory=list)
    lines: list[ttk.Label] = field(default_factory=list)

    def clear(self) -> None:
        """Show nothing."""
        for drawn in self.scrolled.frame.winfo_children():
            drawn.destroy()
        self.steps.clear()
        self.lines.clear()

    def add(self, step: DoctorStep) -> None:
        """Show a step below the others."""
        look = self.look
        colors = {Verdict.OK: look.green, Verdict.WARNING: look.red, Verdict.FAILED: look.red}
        row = ttk.Frame(self.scrolled.frame)
        row.pack(fill="x", pady=look.px(3))
        sign = ttk.Label(row, text=SIGNS[step.verdict], width=2, style="Strong.TLabel")
        sign.configure(foreground=colors.get(step.verdict, look.grey))
        sign.pack(side="left", anchor="n")
        texts = ttk.Frame(row)
        texts.pack(side="left", fill="x", expand=True)
        came, advice = step.said("window")
        self.steps.append(step)
        self.lines.append(self._line(texts, f"{step.tried}: {came}", "TLabel"))
        can_agree = (step.name, step.verdict) == ("web", Verdict.NOT_TRIED)
        if can_agree:  # where a button stands for it, no command is named
            self._button(texts, own.LOOK_AT_PORTS, self.agree)
        elif advice:
            self._line(texts, advice, "Caption.TLabel")
        self._add_why(texts, step)

    def mark(self, wanted: str) -> None:
        """Bring a step into view, in bold; where the ladder ended before it, the one that ended it."""
        if not self.steps:
            return
        names = [step.name for step in self.steps]
        ends = [place for place, step in enumerate(self.steps) if step.verdict is Verdict.FAILED]
        place = names.index(wanted) if wanted in names else (ends or [len(names) - 1])[-1]
        self.lines[place].configure(style="Strong.TLabel")
        self.lines[place].update_idletasks()
        self.lines[place].event_generate(REVEAL)

    def _add_why(self, texts: ttk.Frame, step: DoctorStep) -> None:
        """Add the button that leads from a condition to the step that explains it, where that is another."""
        explained = str(step.facts.get("step", step.name))
        if step.name == "condition" and explained != step.name:
            address = str(step.facts["address"])
            self._button(texts, own.WHY, lambda: self.go(explained, address))

    def _line(self, parent: ttk.Frame, text: str, style: str) -> ttk.Label:
        line = ttk.Label(parent, text=text, style=style, wraplength=self.look.px(WIDTH), justify="left")
        line.pack(fill="x", anchor="w")
        return line

    def _button(self, parent: ttk.Frame, text: str, command: Callable[[], None]) -> None:
        ttk.Button(parent, text=text, command=command).pack(anchor="w", pady=self.look.px(4))
