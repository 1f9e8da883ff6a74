"""Sentences of the command line in the words of the settings window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, translated

if TYPE_CHECKING:
    from collections.abc import Mapping

# Sentences made for the command line name settings and commands; here people see fields and buttons.
SAID_OTHERWISE = (
    (r"The report is waiting and will be sent later\. ", ""),
    (r"If this continues, c", "C"),
    (r" Certificate: [0-9a-f]+", ""),
    (r"set mail\.certificate_sha256 to [0-9a-f]+", 'select "Trust certificate".'),
    (
        r"([Ee]nter (?:its?|the)(?: password)?(?: again)?) with: meters settings password",
        r'\1 in the field "Password".',
    ),
    (
        r"allow it once: meters settings set mail\.allow_public_host true",
        'turn on "Allow a mail server on the internet".',
    ),
    (r"Set mail\.security to starttls \(usually port 587\) or tls \(.*?\)", "Choose an encryption"),
    (r"Set mail\.security to starttls \(.*?\), or mail\.port to 465", "Choose STARTTLS, or port 465"),
    (r"Set mail\.security to tls", "Choose TLS"),
    (r"set mail\.security to tls \(port 465\), or to none for", "choose TLS, or None for"),
    (r"mail\.security is none for", "there is no encryption with"),
    (r"try mail\.security starttls with", "try STARTTLS with"),
    (r"\[\[(network\.users)\]\]", r"\1"),
    (r", written HH:MM in quotes", ", written HH:MM"),
    (r"a list in brackets, each item ", ""),
    (r" \(the community itself is stored in the keyring:.*?`\)", ""),
    (r": 'meters settings password [^']+'", " here"),
)


def in_window(sentence: str, labels: Mapping[str, str]) -> str:
    """Return a sentence of the command line with the window's own words, its fields by their labels."""
    for pattern, words in translated(SAID_OTHERWISE):
        sentence = re.sub(pattern, words, sentence)
    return re.sub(r"\b[a-z]+\.[a-z_0-9]+\b", lambda found: _field(found[0], labels), sentence)


def _field(key: str, labels: Mapping[str, str]) -> str:
    return gettext('"{label}"', label=labels[key]) if key in labels else key
