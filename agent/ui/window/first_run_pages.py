"""What stands on the three steps of the first start."""

from __future__ import annotations

from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import first_run as words
from agent.core.messages import window as messages
from agent.core.settings.keyring_names import MAIL
from agent.core.settings.layers import CONFIRMED
from agent.ui.window import mail_test, page_mail, service_row
from agent.ui.window.background import in_background
from agent.ui.window.network_search import SearchedTargets
from agent.ui.window.rows import LABEL_WIDTH, FormPage
from agent.ui.window.scrolling import Scrolled

if TYPE_CHECKING:
    import tkinter as tk

    from agent.ui.window.form import Form
    from agent.ui.window.secret_field import SecretField
    from agent.ui.window.theme import Look

REQUIRED = mail_test.REQUIRED
BUTTON = 160  # pixels at 100 % of the button beside an answer
WIDTH = 560  # pixels at 100 % of a sentence that runs across the window


@dataclass(frozen=True, slots=True)
class StepPages:
    """The three pages, of which one is shown; `first` is what gets the focus on each."""

    pages: dict[str, FormPage]
    first: dict[str, tk.Widget]
    search: SearchedTargets
    password: SecretField
    done: ttk.Label

    def show(self, step: str) -> tk.Widget:
        """Show this page alone and return its first field."""
        for name, page in self.pages.items():
            if name == step:
                page.scrolled.outer.pack(fill="both", expand=True)
            else:
                page.scrolled.outer.pack_forget()
        return self.first[step]

    def tell_done(self) -> None:
        """Say what happens now: where reports go, when the next is, where the icon is."""
        form = self.pages["done"].form
        settings, adapters = form.settings(), form.adapters
        mail = settings.mail
        is_sent = mail.is_configured and form.opened.values[CONFIRMED]
        goes = words.goes_to(", ".join(mail.recipients)) if is_sent else words.SKIPPED
        lines = (words.SAVED, goes, words.WHERE[adapters.system], words.CLICK)

        def tell(next_run: str) -> None:
            self.done.configure(text="\n\n".join(filter(None, (*lines[:2], next_run, *lines[2:]))))

        tell("")
        in_background(
            self.done,
            lambda: adapters.next_run(settings),
            tell,
            lambda error: tell(messages.of_error(error)),
        )


def make(body: ttk.Frame, form: Form, look: Look) -> StepPages:
    """Make the pages, all as wide and high as the largest: no button moves from step to step."""
    pages = {name: _page(name, body, form, look) for name in words.HEADINGS}
    search = _search(pages["search"])
    service, fill_in = service_row.add(pages["mail"])
    _, secrets = page_mail.fill(pages["mail"])
    fill_in()
    done = ttk.Label(pages["done"].frame, wraplength=look.px(WIDTH), justify="left")
    done.grid(row=0, column=0, columnspan=2, sticky="w")
    body.update_idletasks()
    scrolled = [page.scrolled for page in pages.values()]
    widest = max(each.width for each in scrolled)
    highest = max(each.frame.winfo_reqheight() for each in scrolled)
    for each in scrolled:
        each.fit(widest)
    body.configure(width=widest, height=highest)
    body.pack_propagate(flag=False)
    first: dict[str, tk.Widget] = {
        "search": search.entry,
        "mail": service,
        "done": pages["done"].scrolled.outer,
    }
    return StepPages(pages, first, search, secrets[MAIL], done)


def _page(name: str, body: ttk.Frame, form: Form, look: Look) -> FormPage:
    scrolled = Scrolled(body, look, (look.px(20), look.px(8), look.px(8), look.px(8)))
    scrolled.frame.columnconfigure(0, minsize=look.px(LABEL_WIDTH))
    scrolled.frame.columnconfigure(1, weight=1)
    return FormPage(name, scrolled, form, look)


def _search(page: FormPage) -> SearchedTargets:
    look = page.look
    introduction = ttk.Label(page.frame, text=words.INTRODUCTION, wraplength=look.px(WIDTH), justify="left")
    introduction.grid(row=0, column=0, columnspan=2, sticky="w", pady=(0, look.px(10)))
    search = SearchedTargets(page, words.OTHER_NETWORK, WIDTH - BUTTON, keeps_own=True)
    search.frame.grid(row=1, column=0, columnspan=2, sticky="nsew")
    search.row.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(look.px(6), 0))
    return search
