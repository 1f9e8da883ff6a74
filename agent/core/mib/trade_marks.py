"""Signs of trade marks in names: part of a law, not of what a device is called."""

import re

# The signs themselves (also as UTF-8 that somebody read as Latin-1), their HTML names, and their
# spellings in brackets: those only behind a word, because "(R)" alone may be a colour.
_SIGNS = re.compile(
    r"\s*(?:Â[®©]|â„¢|[®™©℠]|&(?:reg|trade|copy|#0*174|#0*8482|#0*169|#x0*ae|#x0*2122);)|(?<=\w)\((?:R|TM|SM)\)",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s{2,}")


def without_trade_marks(text: str) -> str:
    """Return a text without signs of trade marks, as it was if nothing else is in it."""
    return _SPACES.sub(" ", _SIGNS.sub("", text)).strip() or text
