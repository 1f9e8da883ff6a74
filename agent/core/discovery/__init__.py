"""Where to look: targets as people write them, the computer's own networks, and how fast to ask."""
