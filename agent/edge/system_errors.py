"""What the operating system refused, in the language of the office instead of the system's own."""

from __future__ import annotations

import errno

from agent.core.messages import system_errors


def reason_of(error: OSError) -> str:
    """Return why the system refused: our words for the usual reasons, else its own text."""
    name = errno.errorcode.get(error.errno or 0, "")
    return system_errors.REASONS.get(name) or error.strerror or str(error)
