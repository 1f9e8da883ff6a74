"""Choosing how the mail leaves: the office's own server first, then usual services with their values."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.mail.mail_service import Login, MailService
from agent.core.mail.services import BY_KEY, SERVICES, facts_of, label_of, services_of, warning_of
from agent.core.messages import first_run as words
from agent.core.messages import mail_services as words_of_services
from agent.ui.window.dialog import Dialog
from agent.ui.window.rows import FormPage, caption, label, next_row, place

if TYPE_CHECKING:
    from collections.abc import Callable


OWN = "office_server"
OTHER = ""  # the key of a service that nobody described
FACTS = 50  # pixels at 100 % kept free for what is to be known of a service: three lines
HOST, PORT, SECURITY, PUBLIC = "mail.host", "mail.port", "mail.security", "mail.allow_public_host"
CHOICES = (*(each.key for each in SERVICES if each.login is not Login.CERTIFICATE), OTHER)


def add(page: FormPage) -> tuple[ttk.Combobox, Callable[[], None]]:
    """Add the row; return its field, and what fills in the first choice once the fields below are there."""
    row = next_row(page)
    label(page, words.SERVICE, row)
    box = ttk.Combobox(page.frame, values=[name_of(key) for key in CHOICES], state="readonly", height=12)
    place(page, box, row)
    below, show_text = caption(page, page.frame, "")
    below.grid(row=row + 1, column=1, sticky="nw")
    page.frame.rowconfigure(row + 1, minsize=page.look.px(FACTS))
    chosen = [_now(page)]

    def show() -> None:
        box.set(name_of(chosen[0]))
        page.look.tell(below, _warning(page, chosen[0]), _facts(chosen[0]))

    def on_choice(_: object) -> None:
        box.selection_clear()
        key = CHOICES[box.current()]
        service = BY_KEY.get(key)
        if service is None or not service.host or _is_allowed(page, service.host):
            chosen[0] = key
            if service is not None:
                _fill(page, service)
        show()

    show_text("")
    show()

    def fill_in() -> None:
        if chosen[0] == OWN and not page.form.value(HOST):
            _fill(page, BY_KEY[OWN])

    box.bind("<<ComboboxSelected>>", on_choice)
    return box, fill_in


def name_of(key: str) -> str:
    """Return the name of a choice."""
    return label_of(BY_KEY[key]) if key else words.OTHER_SERVICE


def _now(page: FormPage) -> str:
    """Return the choice that fits the settings; the office's own server where nothing is set."""
    host = page.form.value(HOST)
    if not host:
        return OWN
    return next((each.key for each in services_of(str(host)) if each.key in CHOICES), OTHER)


def _facts(key: str) -> str:
    return " ".join(facts_of(BY_KEY[key])) if key else words.OTHER_FACTS


def _warning(page: FormPage, key: str) -> str:
    """Return the warning before a first try with a password, empty where there is none."""
    service = BY_KEY.get(key)
    if service is None or not service.host:
        return ""
    warning = warning_of(service.host, page.form.adapters.now().date(), has_user=True)
    return " ".join((*warning, words_of_services.PREPARE[key])) if warning else ""


def _fill(page: FormPage, service: MailService) -> None:
    host = str(page.form.values()[HOST])
    described = services_of(host)
    if service.host or (described and service not in described):
        page.form.put(HOST, service.host)
    page.form.put(SECURITY, service.security)
    page.form.put(PORT, str(service.port))
    page.form.put(PUBLIC, bool(service.host))


def _is_allowed(page: FormPage, host: str) -> bool:
    """Ask whether reports may leave the office's network to this server; Enter allows nothing."""
    if page.form.values()[HOST] == host and page.form.values()[PUBLIC] is True:
        return True
    dialog = Dialog(page.frame, words.PUBLIC_TITLE, page.look)
    dialog.sentence(words.public_question(host))
    answer: list[bool] = []

    def yes() -> None:
        answer.append(True)
        dialog.close()

    dialog.buttons(words.ALLOW, yes, words.REFUSE, careful=True)
    dialog.wait()
    return bool(answer)
