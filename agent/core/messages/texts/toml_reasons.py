"""What is wrong with a TOML file, by what its reader says of it in English."""

from agent.core.messages.catalogue import is_source_language, translated

# How the reader of TOML begins to say what is wrong.
_REASONS = (
    "Invalid value",
    "Invalid statement",
    "Invalid initial character",
    "Invalid date",
    "Cannot overwrite",
    "Cannot declare",
    "Unterminated",
    "Unclosed",
    "Unescaped",
    "Illegal character",
    "Found invalid character",
    "Expected newline",
    "Expected",
)


def toml_reason(reason: str) -> str | None:
    """Return the reason in the language that is spoken, None where that has no words for it."""
    if is_source_language():
        return reason
    said = zip(_REASONS, translated(_REASONS), strict=True)
    return next((words for begin, words in said if reason.startswith(begin)), None)
