"""When a peer's name for a maker or a model means the same as ours: the one normalisation of both scores.

1. Letters and digits count, their case, blanks and hyphens don't.
2. A maker may have another name (MAKERS); where the badge and the builder differ (BUILDERS), ours is
   the badge, and the builder's name means the same device.
3. A model is compared without its brand. A series and its member are the same where one's text begins
   the other's behind at least one number ("C224", "C224e"); "series" says nothing; a peer may add
   parts before or behind, or an address in brackets.
"""

from __future__ import annotations

import re

from agent.core.identification.brands import maker_of, without_brand

# A peer's name -> ours.
MAKERS = {"hewlettpackard": "hp", "konica": "konicaminolta", "fujixerox": "fujifilm"}

# Badge -> who built such devices; a peer that goes by sysObjectID names the builder.
BUILDERS = {
    "dell": {"lexmark", "hp", "samsung", "fujifilm", "xerox"},
    "ibm": {"lexmark", "ricoh"},
    "utax": {"kyocera", "konicaminolta"},
    "develop": {"konicaminolta"},
    **{badge: {"ricoh"} for badge in ("savin", "lanier", "nrg", "gestetner")},
}


def key(text: str | None) -> str:
    """Return the letters and digits of a name in lower case."""
    return re.sub(r"[^a-z0-9]", "", (text or "").lower())


def same_maker(theirs: str | None, ours: str | None) -> bool:
    """Return whether two makers' names mean one maker, or a badge and its builder."""
    other = MAKERS.get(key(theirs), key(theirs))
    return other == key(ours) or other in BUILDERS.get(key(ours), ())


def same_model(theirs: str | None, ours: str | None) -> bool:
    """Return whether two texts name one model or a series and its member."""
    if not theirs or not ours:
        return theirs is ours
    first, second = sorted(map(_model_key, (theirs, ours)), key=len)
    if first == second:
        return True
    begins = second.startswith(first) and not second[len(first) :][0].isdigit()
    words = {key(word) for word in theirs.split()}
    return bool(re.search(r"\d", first)) and (begins or key(ours) in words)


def _model_key(text: str) -> str:
    without_address = re.sub(r"\[.*?\]", "", text)
    return key(without_brand(without_address, maker_of((text,), None))).removesuffix("series")
