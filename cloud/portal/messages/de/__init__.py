"""The portal's sentences in German."""

from __future__ import annotations

from cloud.portal.messages.de import (
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
