"""The portal's sentences in English."""

from __future__ import annotations

from cloud.portal.messages.en import (
    decisions,
    device,
    findings,
    fleet,
    frame,
    log,
    notifications,
    offices,
    today,
)

__all__ = ["decisions", "device", "findings", "fleet", "frame", "log", "notifications", "offices", "today"]
