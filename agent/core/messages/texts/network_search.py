"""What the window shows of a search for printers."""

from agent.core.messages.catalogue import gettext, ngettext

SEARCH = "Search now"
STOP = "Stop search"
SEARCHING = "Searching\N{HORIZONTAL ELLIPSIS}"
STOPPED = "Search stopped."
OWN_NETWORK = "this computer's network"
UNSAVED_PASSWORDS = "Communities and users that aren't saved yet are not used. Select Apply first."
NOTHING_FOUND = (
    "No printers found. Usual causes: the printers are in another network (add it here), SNMP is switched "
    "off on the printers, or this computer is on a guest Wi-Fi or VPN."
)
NO_NETWORK = "No office network found on this computer. Add the printers' network, such as 192.168.1.0/24."


def addresses(count: int) -> str:
    """Return the size of a network."""
    return ngettext("{count} address", "{count} addresses", count)


def printers(count: int) -> str:
    """Return how many printers were found in a network."""
    return ngettext("{count} printer", "{count} printers", count)


def so_far(count: int) -> str:
    """Return how many printers a search has found that still runs."""
    return gettext(
        "{searching} {printers} found so far.", searching=gettext(SEARCHING), printers=printers(count)
    )


def found(count: int) -> str:
    """Return how many printers a search has found."""
    return gettext("{printers} found.", printers=printers(count)) if count else gettext(NOTHING_FOUND)


def not_searched(networks: str) -> str:
    """Return which networks of this computer are left out, and why."""
    return gettext("Not searched: {networks}.", networks=networks)
