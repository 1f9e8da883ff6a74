"""Targets as people write them, and the networks that this computer is in."""

from __future__ import annotations

from agent.core.words.de import number

NOT_A_TARGET_ADVICE = (
    "Schreiben Sie 192.168.1.10, 192.168.1.10-60, 192.168.1.0/24, drucker.buero.lan oder [2001:db8::1]."
)
NOT_AN_ADDRESS_ADVICE = (
    "Schreiben Sie vier Zahlen von 0 bis 255 ohne führende Nullen, zum Beispiel 192.168.1.10."
)
TYPE_IT_ANEW = "Löschen Sie es und tippen Sie es neu, mehrere mit Kommas dazwischen."
BACKWARDS_ADVICE = "Schreiben Sie die niedrigere Adresse zuerst, zum Beispiel 192.168.1.10-60."
NOT_A_NETWORK_ADVICE = "Schreiben Sie seine Adresse und eine Länge von 0 bis 32, zum Beispiel 192.168.1.0/24."
IPV6_NETWORK_ADVICE = "Nennen Sie die Drucker darin einzeln, zum Beispiel [2001:db8::1]."
NOT_IPV6_ADVICE = "Schreiben Sie sie zum Beispiel so: [2001:db8::1]."
NOT_ONE_HOST_ADVICE = "Nennen Sie die eigene Adresse des Druckers."
NO_INTERFACE_ADVICE = "Schreiben Sie es zum Beispiel so: [fe80::1%eth0]."
TOO_LARGE_ADVICE = "Nennen Sie die Netze, in denen Drucker stehen, zum Beispiel 10.0.1.0/24."
NO_HOST_HAS_ADVICE = (
    "Nennen Sie Adressen von 1.0.0.0 bis 223.255.255.255; die darüber sind für Multicast und Broadcast."
)
TOO_MANY_ADVICE = "Lassen Sie die Netze weg, in denen kein Drucker steht."
NO_INTERFACES_ADVICE = "Nennen Sie die Ziele in den Einstellungen."

# Why a network of this computer is not asked; the first four by the kinds of core/places/networks.py.
ELSEWHERE = {
    "vpn": "ein VPN: kein Büronetz",
    "hyper_v": "WSL oder Hyper-V: kein Büronetz",
    "virtual_machines": "virtuelle Maschinen: kein Büronetz",
    "containers": "Container: kein Büronetz",
}
THIS_COMPUTER = "dieser Computer selbst"
IPV6_TOO_LARGE = "IPv6: Das Netz ist zu groß, um es abzufragen; nennen Sie die Drucker einzeln"
LINK_LOCAL = "hat vom Netzwerk keine Adresse bekommen (169.254.0.0/16)"
NOT_PRIVATE = "kein privates Netz: Nennen Sie es als Ziel, wenn dort Drucker stehen"
NO_OTHER_HOSTS = "in diesem Netz gibt es keine anderen Geräte"


def not_a_target(text: str) -> str:
    """Return that a text is no target at all."""
    return f"„{text}“ ist kein Ziel."


def no_port(text: str) -> str:
    """Return that what stands behind the colon is no port."""
    return f"„{text}“ hat hinter dem Doppelpunkt keinen Port."


def port_advice(largest: int) -> str:
    """Return what a port is."""
    return f"Ein Port ist eine Zahl von 1 bis {largest}, zum Beispiel 161."


def not_an_address(text: str) -> str:
    """Return that a text is no IPv4 address."""
    return f"„{text}“ ist keine Adresse."


def a_slash_meant(text: str, length: str) -> str:
    """Return the question whether a network was meant; `length` is its prefix length."""
    return f"„{text}“: Ist /{length} gemeint?"


def slash_advice(network: str, up_to: str | None = None) -> str:
    """Return how the network is written, and where it could be meant the range of single addresses."""
    single = f" oder {up_to} für einzelne Adressen" if up_to else ""
    return f"Schreiben Sie {network} für das Netz{single}."


def odd_characters(text: str) -> str:
    """Return that an address is written with characters that only look like it."""
    return f"„{text}“ hat Ziffern oder Zeichen in anderer Form als eine Adresse."


def odd_characters_advice(plain: str) -> str:
    """Return the address in its plain form."""
    return f"Schreiben Sie {plain}."


def odd_character(code: str) -> str:
    """Return that a target holds a character that has no place in it; it may not be seen at all."""
    return f"Das Ziel enthält ein Zeichen, das in keine Adresse und keinen Namen gehört ({code})."


def backwards(text: str) -> str:
    """Return that a range ends before it begins."""
    return f"„{text}“ läuft rückwärts."


def not_a_network(text: str) -> str:
    """Return that a text is no CIDR network."""
    return f"„{text}“ ist kein Netz."


def ipv6_network(text: str) -> str:
    """Return that an IPv6 network can't be swept."""
    return f"„{text}“: Ein IPv6-Netz hat zu viele Adressen, um alle abzufragen."


def two_ways(text: str) -> str:
    """Return that a text may be an address, or an address with a port."""
    return f"„{text}“ lässt sich auf zwei Arten lesen."


def two_ways_advice(text: str, start: str, end: str) -> str:
    """Return how both would be written."""
    return f"Schreiben Sie [{text}] für die Adresse oder [{start}]:{end} für Port {end} einer anderen."


def not_ipv6(text: str) -> str:
    """Return that a text is no IPv6 address."""
    return f"„{text}“ ist keine IPv6-Adresse."


def not_one_host(text: str) -> str:
    """Return that an address belongs to nobody or to many."""
    return f"„{text}“ ist nicht die Adresse eines einzelnen Geräts."


def no_interface(text: str) -> str:
    """Return that a scope names no interface."""
    return f"„{text}“ nennt hinter „%“ keine Netzwerkschnittstelle."


def too_large(text: str, size: int, most: int) -> str:
    """Return that one target has too many addresses."""
    return f"{text} hat {number(size)} Adressen; ein Durchgang fragt höchstens {number(most)}."


def no_host_has(text: str) -> str:
    """Return that a target holds addresses that no single host has."""
    return f"„{text}“ enthält Adressen, die kein Drucker haben kann."


def too_many(total: int, most: int) -> str:
    """Return that the targets have too many addresses together."""
    return f"Die Ziele haben zusammen {number(total)} Adressen; ein Durchgang fragt höchstens {number(most)}."


def cut(name: str, whole: str, size: int, part: str) -> str:
    """Return that of a large network only a part is asked; `name` is the interface's."""
    return (
        f"{name} ist in {whole} mit {number(size)} Adressen; gefragt wird nur {part} um diesen Computer "
        "herum. Nennen Sie andere Netze als Ziele, wenn dort Drucker stehen."
    )


def no_interfaces(reason: str) -> str:
    """Return that the system does not tell its networks."""
    return f"Das System sagt nicht, in welchen Netzen dieser Computer ist: {reason}."
