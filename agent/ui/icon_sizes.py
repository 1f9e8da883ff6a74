"""The sizes that desktops show the icon at, in pixels."""

SIZES = (16, 20, 24, 32, 40, 48, 64)  # a Windows icon holds all of them
SMALL = 48  # where the desktop makes one drawing smaller by itself
