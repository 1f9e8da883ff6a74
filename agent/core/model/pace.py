"""How fast networks are searched, as an office chooses it."""

from __future__ import annotations

GENTLE, NORMAL = PACES = ("gentle", "normal")
