"""meters doctor --window: the window, where this computer can show one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages import doctor_window as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.edge import console, paths

if TYPE_CHECKING:
    from agent.jobs.doctor_window import DoctorAdapters


def show(adapters: DoctorAdapters) -> int:
    """Show the window until it is closed; AgentError where this Python came without Tk."""
    paths.prepare_tk()
    try:
        from agent.ui.window.doctor import open_doctor
    except ImportError as error:
        if error.name not in {"tkinter", "_tkinter"}:
            raise
        raise AgentError(messages.NO_TK) from error
    console.leave()
    open_doctor(adapters)
    return ExitCode.FINE
