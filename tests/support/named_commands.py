"""What a sentence must not name where nobody can type: a command, an option, a setting of the file."""

import re

COMMAND = re.compile(
    r"\bmeters [a-z]|`|(?<!\w)'[a-z-]+[ ']|(?<![\w-])--\w|\bchmod\b"
    r"|\b(?:mail|network|schedule|site|tray|log)\.[a-z]+_?[a-z]|\bEnter it here\b|\bhier ein\b"
)
