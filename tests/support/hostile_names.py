"""One table of names that somebody could give a printer or an office to do harm, and what each tries."""

from __future__ import annotations

NAMES = {
    "quotes": '"Hall" \'A\'; 5" `B`',
    "a script": "<script>alert(1)</script>",
    "an attribute": '"><img src=x onerror=alert(1)>',
    "a comment": "--><!-- ]]> </style></title>",
    "a formula": '=cmd|"/C calc"!A0',
    "a sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a plus": "+1+1",
    "a minus": "-1+1",
    "a formula behind a tab": "\t=1+1",
    "a formula behind a semicolon": 'Hall;=HYPERLINK("http://x")',
    "a wide formula": "\uff1d1+1",
    "right to left": "Hall \u202egnp.exe\u202c",
    "right-to-left marks": "a\u200f\u200eb\u061cc\u2067d\u2069",
    "what nobody sees": "a\u200b\u2060\ufeffb",
    "emoji": "👩\u200d🔧 Reception 🖨️",
    "too long": "A" * 10_000,
    "too long and wide": "粉" * 3_000,
    "NULs": "Hall\0=1+1\0",
    "a lone surrogate": "Hall \ud800",
    "new lines": "Hall\r\n\r\nsecond\u2028third\x85fourth",
    "a header": "Hall\r\nBcc: somebody@example.com",
    "data": "Hall\n-- data --\nRUN_NUMBER = 99",
    "an escape": "\x1b[2J\x1b]0;title\x07Hall",
    "a device": "CON",
    "a device with an ending": "nul.txt",
    "a port": "COM1",
    "a trailing dot": "Hall. . .",
    "a way up": "../../etc/passwd",
    "a drive": "C:\\Windows\\System32",
    "a wildcard": "*?|<>:",
    "a template": "{{ 7 * 7 }} {% raw %} %s ${x}",
    "a subject": "x] site=other devices=0 ok=0 attention=0",
    "only blanks": " \t ",
}


def octets(name: str) -> bytes:
    """Return a name as a device sends it: UTF-8, a lone surrogate too."""
    return name.encode("utf-8", errors="surrogatepass")
