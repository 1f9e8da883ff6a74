"""How fast networks are searched, as an office chooses it."""

GENTLE, NORMAL = PACES = ("gentle", "normal")
