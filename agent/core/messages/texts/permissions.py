"""Folders and files of the agent that somebody else could change."""

from agent.core.messages.error_kinds import ErrorKind

# Errors: what happened, and what to do about it.
FILE_OF_ANOTHER = ErrorKind(
    "The file {file} belongs to another user, who could change it.",
    "Choose another folder with --data.",
    icon="Ask your IT to give the file back to you.",
)
FILE_OPEN_TO_ALL = ErrorKind(
    "Other users can write to the file {file} and could change settings and reports.",
    "Check its content, then remove their write permission ('chmod go-w {file}').",
    icon="Check its content, then remove their write permission.",
)
FOLDER_OF_ANOTHER = ErrorKind(
    "The folder {folder} belongs to another user, who could change its files.",
    "Choose another folder with --data.",
    icon="Ask your IT to give the folder back to you.",
)
FOLDER_OPEN_TO_ALL = ErrorKind(
    "Other users can write to the folder {folder} and could change settings and reports.",
    "Remove their write permission ('chmod go-w {folder}'), or choose another folder with --data.",
    icon="Remove their write permission.",
)
