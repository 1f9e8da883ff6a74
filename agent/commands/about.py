"""meters about: version, signature, licences, what this program talks to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent import __version__
from agent.context.office import open_office, open_store, write
from agent.core.messages import about
from agent.core.model.exit_codes import ExitCode
from agent.edge import desktop
from agent.ui.about import about_page, about_text

if TYPE_CHECKING:
    from argparse import Namespace

PAGE = "about.html"


def run(arguments: Namespace) -> int:
    """Print it; with --open show it in the browser."""
    office = open_office(arguments)
    with open_store(office.folder) as (_, identity):
        public_key = identity.public_key
    mail = office.settings.mail
    server = f"{mail.host}:{mail.port}" if mail.host else None
    parts = about.sections(__version__, public_key, server, str(office.folder.path))
    if arguments.open:
        page = office.folder.path / PAGE
        write(str(page), about_page(parts).encode())
        desktop.open_page(page)
    else:
        print(about_text(parts))
    return ExitCode.FINE
