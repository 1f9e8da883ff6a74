"""What to know of mail services (agent/core/mail/services.py) and of their refusals (service_refusals.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de.days import day_and_year

if TYPE_CHECKING:
    from datetime import date

_ENTER = "meters settings password"

# The ways of services.py that their name alone does not tell apart.
LABELS = {
    "office_server": "Ein Mailserver in unserem Büro",
    "microsoft_365": "Microsoft 365, Postfach mit Kennwort",
    "microsoft_365_relay": "Microsoft 365, Connector nach öffentlicher IP-Adresse",
    "microsoft_365_certificate": "Microsoft 365, Connector nach Zertifikat",
    "microsoft_365_direct": "Microsoft 365, Direct Send (nur eigene Postfächer)",
    "microsoft_365_hve": "Microsoft 365, High Volume Email (nur eigene Postfächer)",
    "google_relay": "Google Workspace, SMTP-Relay",
    "gmail": "Gmail oder Google Workspace, App-Kennwort",
    "t_online": "T-Online (Deutsche Telekom)",
}
# How each Login of services.py is let in.
LOGINS = {
    "password": "Anmeldung mit vollständiger E-Mail-Adresse und dem Kennwort des Postfachs.",
    "app_password": "Anmeldung mit vollständiger E-Mail-Adresse und einem App-Kennwort statt des normalen.",
    "mail_password": "Anmeldung mit vollständiger E-Mail-Adresse und dem gesonderten E-Mail-Kennwort.",
    "service_account": "Anmeldung mit dem Konto, das die Administration des Dienstes für Geräte anlegt.",
    "public_address": "Keine Anmeldung: Der Dienst erkennt dieses Büro an seiner öffentlichen IP-Adresse.",
    "certificate": "Keine Anmeldung: Der Dienst erkennt dieses Büro an seinem Zertifikat.",
    "office_address": "Meist keine Anmeldung: Der Server erlaubt diesem Computer das Senden.",
    "none": "Keine Anmeldung.",
}
# What to prepare before a first try.
PREPARE = {
    "office_server": (
        "Fragen Sie Ihre IT-Abteilung nach dem Namen des Servers. "
        "Dieser Computer muss darüber nach außen senden dürfen."
    ),
    "microsoft_365": (
        "Die Administration lässt für dieses Postfach authentifiziertes SMTP zu. "
        "Absender ist die Adresse des Postfachs."
    ),
    "microsoft_365_relay": (
        "Die Administration legt einen Connector mit der öffentlichen IP-Adresse dieses Büros an. "
        "Der Servername ist der MX-Eintrag Ihrer Domäne."
    ),
    "microsoft_365_certificate": (
        "Die Administration legt einen Connector mit dem Namen des Zertifikats an. "
        "Der Servername ist der MX-Eintrag Ihrer Domäne."
    ),
    "microsoft_365_direct": (
        "Nur Postfächer der eigenen Organisation bekommen den Bericht. "
        "Der Servername ist der MX-Eintrag Ihrer Domäne."
    ),
    "microsoft_365_hve": (
        "Die Administration legt ein Konto für High Volume Email und eine Abrechnungsrichtlinie an. "
        "Nur Postfächer der eigenen Organisation bekommen den Bericht."
    ),
    "outlook_com": (
        "Dieser Dienst nimmt von Geräten keine Kennwörter mehr an. Verwenden Sie einen anderen Mailserver."
    ),
    "azure": "Die Administration legt einen SMTP-Benutzernamen an und bestätigt die Domäne des Absenders.",
    "google_relay": (
        "Die Administration schaltet den SMTP-Relay-Dienst ein "
        "und trägt die öffentliche IP-Adresse dieses Büros ein."
    ),
    "gmail": (
        "Schalten Sie im Konto die Bestätigung in zwei Schritten ein und erstellen Sie ein App-Kennwort."
    ),
    "ionos": "Die Domäne des Absenders muss die des Kontos sein.",
    "strato": "Melden Sie sich mit der vollständigen Adresse des Postfachs an.",
    "gmx": (
        "Schalten Sie in den Einstellungen des Postfachs den Abruf über POP3/IMAP ein. Absender ist die "
        "Adresse des Postfachs. Bei Zwei-Faktor-Anmeldung erstellen Sie ein App-Kennwort."
    ),
    "web_de": (
        "Schalten Sie in den Einstellungen des Postfachs den Abruf über POP3/IMAP ein. Absender ist die "
        "Adresse des Postfachs. Bei Zwei-Faktor-Anmeldung erstellen Sie ein App-Kennwort."
    ),
    "t_online": (
        "Legen Sie im Kundencenter ein E-Mail-Kennwort fest: Das Kennwort der Anmeldung gilt hier nicht."
    ),
}
OWN_ONLY = "Zugestellt wird nur an Postfächer der eigenen Organisation: Ihr Druckerhändler bekommt nichts."
NO_OAUTH = (
    "Meters Agent meldet sich nicht über einen Browser an (OAuth), denn außer Ihrem Mailserver erreicht er "
    "nichts im Internet. Es bleiben: ein Mailserver im Büro, ein Connector nach öffentlicher IP-Adresse oder "
    "ein Dienst, der ein App-Kennwort oder ein Konto für Geräte annimmt."
)
_OTHER_WAYS = (
    "einen Mailserver im Büro oder einen Connector, der die öffentliche IP-Adresse dieses Büros enthält"
)

# (what happened, what to do), by the meanings of service_refusals.py that words/refusals.py does not have.
REFUSALS = {
    "smtp_auth_off_tenant": (
        "In Microsoft 365 ist die Anmeldung zum Senden (SMTP AUTH) für Ihre ganze Organisation abgeschaltet.",
        (
            "Bitten Sie die Administration von Microsoft 365, für dieses Postfach authentifiziertes SMTP "
            "zuzulassen: Die Einstellung des Postfachs geht der Organisation vor. "
            f"Sonst verwenden Sie {_OTHER_WAYS}."
        ),
    ),
    "smtp_auth_off_mailbox": (
        "In Microsoft 365 ist die Anmeldung zum Senden (SMTP AUTH) für dieses Postfach abgeschaltet.",
        (
            "Bitten Sie die Administration von Microsoft 365, bei den E-Mail-Apps des Postfachs "
            "„Authentifiziertes SMTP“ einzuschalten. Es wirkt nach bis zu einer Stunde."
        ),
    ),
    "security_defaults": (
        (
            "Die Sicherheitsregeln Ihrer Organisation (Sicherheitsstandards) "
            "sperren die Anmeldung mit Kennwort."
        ),
        (
            "Die Administration von Microsoft 365 muss die Sicherheitsstandards durch Regeln ersetzen, die "
            f"dieses Postfach ausnehmen. Sonst verwenden Sie {_OTHER_WAYS}."
        ),
    ),
    "conditional_access": (
        "Eine Sicherheitsregel Ihrer Organisation (bedingter Zugriff) sperrt diese Anmeldung.",
        (
            "Bitten Sie die Administration von Microsoft 365, dieses Postfach "
            "oder Anmeldungen von der Adresse dieses Büros auszunehmen."
        ),
    ),
    "microsoft_password": (
        "Microsoft 365 hat Benutzername oder Kennwort nicht angenommen.",
        (
            f"Prüfen Sie mail.user und geben Sie das Kennwort noch einmal ein mit: {_ENTER}\n"
            "Stimmt beides, verlangt das Konto vielleicht eine mehrstufige Anmeldung: "
            "Fragen Sie dann die Administration von Microsoft 365."
        ),
    ),
    "send_as_denied": (
        "Das angemeldete Konto darf mit dieser Absenderadresse nicht senden.",
        (
            "Setzen Sie mail.sender auf die Adresse in mail.user, "
            "oder bitten Sie die Administration um die Berechtigung „Senden als“ für dieses Konto."
        ),
    ),
    "account_blocked": (
        "Der Maildienst hat dieses Konto wegen Spamverdachts für das Senden gesperrt.",
        "Bitten Sie die Administration des Dienstes, das Konto zu entsperren und sein Kennwort zu ändern.",
    ),
    "address_banned": (
        "Der Maildienst hat die öffentliche IP-Adresse dieses Büros gesperrt.",
        (
            "Bitten Sie die Administration, sie von der Sperrliste nehmen zu lassen: bei Microsoft 365 unter "
            "https://sender.office.com. Ohne feste Adresse verwenden Sie einen anderen Mailserver."
        ),
    ),
    "address_not_accepted": (
        "Der Maildienst nimmt von der öffentlichen IP-Adresse dieses Büros nichts an.",
        (
            "Oft ist die Organisation neu oder in der Testphase. "
            "Die Administration muss den Support des Dienstes fragen."
        ),
    ),
    "sending_limit": (
        "Das Konto oder die Organisation hat die Sendegrenze erreicht.",
        (
            "Die Grenze gilt meist höchstens einen Tag. Kommt das wieder vor, fragen Sie die Administration "
            "des Dienstes: Organisationen in der Testphase haben niedrige Grenzen."
        ),
    ),
    "exchange_no_relay": (
        "Der Exchange-Server leitet von diesem Computer nichts an Adressen außerhalb weiter.",
        (
            "Bitten Sie die Administration von Exchange, diesen Computer in einen Empfangsconnector mit "
            "Relayrecht einzutragen, oder setzen Sie mail.user und ein Kennwort mit Port 587."
        ),
    ),
    "web_sign_in": (
        "Google verlangt, dass sich der Inhaber dieses Kontos zuerst im Browser anmeldet.",
        (
            "Melden Sie sich in diesem Netz im Browser am Konto an und bestätigen Sie, dass Sie es waren. "
            f"Erstellen Sie dann ein App-Kennwort und geben Sie es ein mit: {_ENTER}"
        ),
    ),
    "google_password": (
        "Google hat Benutzername oder Kennwort nicht angenommen.",
        (
            "Google nimmt von Geräten nur App-Kennwörter an. Schalten Sie im Konto die Bestätigung in zwei "
            f"Schritten ein, erstellen Sie ein App-Kennwort und geben Sie es ein mit: {_ENTER}"
        ),
    ),
    "google_relay_unknown": (
        (
            "Das Google-Relay kennt die öffentliche IP-Adresse dieses Büros "
            "oder die Domäne des Absenders nicht."
        ),
        (
            "Bitten Sie die Administration von Google Workspace, die Adresse in den SMTP-Relay-Dienst "
            "einzutragen, und setzen Sie mail.sender auf eine Adresse Ihrer Domäne."
        ),
    ),
    "sender_of_account": (
        "Der Maildienst nimmt nur Absenderadressen des angemeldeten Kontos an.",
        "Setzen Sie mail.sender auf die Adresse in mail.user oder auf eine derselben Domäne.",
    ),
    "wrong_region": (
        "Dieser Server ist für Ihre Microsoft-365-Organisation nicht zuständig.",
        "Setzen Sie mail.host auf den aktuellen MX-Eintrag Ihrer Domäne.",
    ),
    "greylisted": (
        (
            "Der Mailserver stellt E-Mails unbekannter Absender zurück (Greylisting). "
            "Der Bericht wird später gesendet."
        ),
        (
            "Nichts zu tun. Um das Warten zu vermeiden, bitten Sie die Administration des Mailservers, "
            "diesen Computer auszunehmen."
        ),
    ),
    "server_full": (
        "Dem Mailserver fehlt Speicherplatz oder Arbeitsspeicher. Der Bericht wird später gesendet.",
        "Wenn das so bleibt, fragen Sie die Administration des Mailservers.",
    ),
}


def password_end(service: str, rule: str, since: date, *, is_past: bool) -> tuple[str, str]:
    """Return what became, or becomes, of passwords at a service, and what to do. `rule` is a PasswordRule."""
    when = day_and_year(since)
    if rule == "app_password_only":
        return (
            f"{service} nimmt seit {when} nur noch App-Kennwörter an.",
            "Erstellen Sie im Konto ein App-Kennwort. Das normale Kennwort gilt nicht.",
        )
    if rule == "off":
        return (
            f"{service} nimmt von Geräten seit {when} keine Kennwörter mehr an.",
            f"Verwenden Sie {_OTHER_WAYS}.",
        )
    return (
        (
            f"{service} hat die Anmeldung mit Kennwort seit {when} standardmäßig abgeschaltet."
            if is_past
            else f"{service} schaltet die Anmeldung mit Kennwort am {when} standardmäßig ab."
        ),
        f"Die Administration kann sie vorerst wieder einschalten. Auf Dauer verwenden Sie {_OTHER_WAYS}.",
    )
