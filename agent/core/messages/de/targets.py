"""Targets as people write them, and the networks that this computer is in."""

from __future__ import annotations

from agent.core.messages.de import number

NOT_A_TARGET_ADVICE = (
    "Geben Sie 192.168.1.10, 192.168.1.10-60, 192.168.1.0/24, drucker.buero.lan oder [2001:db8::1] ein."
)
NOT_AN_ADDRESS_ADVICE = (
    "Geben Sie vier Zahlen von 0 bis 255 ohne führende Nullen ein, zum Beispiel 192.168.1.10."
)
TYPE_IT_ANEW = "Löschen Sie es und geben Sie es neu ein. Trennen Sie mehrere mit Kommas."
BACKWARDS_ADVICE = "Geben Sie die niedrigere Adresse zuerst ein, zum Beispiel 192.168.1.10-60."
NOT_A_NETWORK_ADVICE = "Geben Sie Adresse und Präfixlänge von 0 bis 32 ein, zum Beispiel 192.168.1.0/24."
IPV6_NETWORK_ADVICE = "Geben Sie seine Drucker einzeln ein, zum Beispiel [2001:db8::1]."
NOT_IPV6_ADVICE = "Zum Beispiel: [2001:db8::1]."
NOT_ONE_HOST_ADVICE = "Geben Sie die eigene Adresse des Druckers ein."
NO_INTERFACE_ADVICE = "Zum Beispiel: [fe80::1%eth0]."
TOO_LARGE_ADVICE = "Geben Sie die Netze Ihrer Drucker ein, zum Beispiel 10.0.1.0/24."
NO_HOST_HAS_ADVICE = (
    "Geben Sie Adressen von 1.0.0.0 bis 223.255.255.255 ein; die darüber sind für Multicast und Broadcast."
)
TOO_MANY_ADVICE = "Entfernen Sie Netze ohne Drucker."
NO_INTERFACES_ADVICE = "Geben Sie die Netze in den Einstellungen ein."

# Why a network of this computer is not searched; the first four by the kinds of core/places/networks.py.
ELSEWHERE = {
    "vpn": "VPN, kein Büronetz",
    "hyper_v": "WSL oder Hyper-V, kein Büronetz",
    "virtual_machines": "virtuelle Maschinen, kein Büronetz",
    "containers": "Container, kein Büronetz",
}
THIS_COMPUTER = "dieser Computer selbst"
IPV6_TOO_LARGE = "IPv6-Netz, zu groß zum Durchsuchen; geben Sie die Drucker einzeln ein"
LINK_LOCAL = "keine Adresse vom Netz erhalten (169.254.0.0/16)"
NOT_PRIVATE = "kein privates Netz; zum Durchsuchen in den Einstellungen hinzufügen"
NO_OTHER_HOSTS = "keine anderen Geräte in diesem Netz"


def not_a_target(text: str) -> str:
    """Return that a text is no target at all."""
    return f"„{text}“ ist keine gültige Adresse, kein Bereich, kein Netz und kein Name."


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
    return f"Geben Sie {network} für das Netz{single} ein."


def odd_characters(text: str) -> str:
    """Return that an address is written with characters that only look like it."""
    return f"„{text}“ enthält Zeichen, die denen einer Adresse nur ähnlich sehen."


def odd_characters_advice(plain: str) -> str:
    """Return the address in its plain form."""
    return f"Geben Sie {plain} ein."


def odd_character(code: str) -> str:
    """Return that a target holds a character that has no place in it; it may not be seen at all."""
    return f"Der Eintrag enthält ein Zeichen, das in Adressen und Namen nicht erlaubt ist ({code})."


def backwards(text: str) -> str:
    """Return that a range ends before it begins."""
    return f"Im Bereich „{text}“ liegt das Ende vor dem Anfang."


def not_a_network(text: str) -> str:
    """Return that a text is no CIDR network."""
    return f"„{text}“ ist kein Netz."


def ipv6_network(text: str) -> str:
    """Return that an IPv6 network can't be swept."""
    return f"„{text}“: Ein IPv6-Netz ist zu groß zum Durchsuchen."


def two_ways(text: str) -> str:
    """Return that a text may be an address, or an address with a port."""
    return f"„{text}“ kann auf zwei Arten gelesen werden."


def two_ways_advice(text: str, start: str, end: str) -> str:
    """Return how both would be written."""
    return f"Geben Sie [{text}] für die Adresse oder [{start}]:{end} für Port {end} einer anderen ein."


def not_ipv6(text: str) -> str:
    """Return that a text is no IPv6 address."""
    return f"„{text}“ ist keine IPv6-Adresse."


def not_one_host(text: str) -> str:
    """Return that an address belongs to nobody or to many."""
    return f"„{text}“ ist nicht die Adresse eines einzelnen Geräts."


def no_interface(text: str) -> str:
    """Return that a scope names no interface."""
    return f"„{text}“ hat hinter „%“ keine Netzwerkschnittstelle."


def too_large(text: str, size: int, most: int) -> str:
    """Return that one target has too many addresses."""
    return f"{text} hat {number(size)} Adressen; eine Abfrage durchsucht höchstens {number(most)}."


def no_host_has(text: str) -> str:
    """Return that a target holds addresses that no single host has."""
    return f"„{text}“ enthält Adressen, die kein Drucker haben kann."


def too_many(total: int, most: int) -> str:
    """Return that the targets have too many addresses together."""
    return (
        f"Die Netze haben zusammen {number(total)} Adressen; eine Abfrage "
        f"durchsucht höchstens {number(most)}."
    )


def cut(name: str, whole: str, size: int, part: str) -> str:
    """Return that of a large network only a part is asked; `name` is the interface's."""
    return (
        f"{name} ist in {whole} mit {number(size)} Adressen. Durchsucht wird nur {part} um diesen Computer "
        "herum. Weitere Netze fügen Sie in den Einstellungen hinzu."
    )


def no_interfaces(reason: str) -> str:
    """Return that the system does not tell its networks."""
    return f"Die Netze dieses Computers konnten nicht ermittelt werden: {reason}."
