"""What the doctor's window says beside the steps."""

from __future__ import annotations

ADDRESS_LABEL = "IP-Adresse oder Name des Druckers"
CHECK_PRINTER = "Drucker prüfen"
CHECK_OFFICE = "E-Mail und diesen Computer prüfen"
CHECK_WITH_TEST = "Ebenso, mit Testnachricht an Sie selbst"
LOOK_AT_PORTS = "Auch TCP-Ports 631, 443 und 80 prüfen"
CLOSE = "Schließen"
COPY = "Kopieren"
COPIED = "Kopiert."
CHECKING = "Wird geprüft… das kann eine halbe Minute dauern."
SEE_ABOVE = "Oben steht, was zu tun ist."
NO_ADDRESS_YET = (
    "Geben Sie zuerst die Adresse des Druckers ein. Sie steht auf seinem Display oder seiner Statusseite."
)
WINDOW_HINT = "Angesprochen werden nur dieser Drucker und Ihr Mailserver."
