"""What can go wrong with the encryption between this computer and its mail server."""

from agent.core.messages.catalogue import BySystem
from agent.core.messages.error_kinds import ErrorKind

_PASSPHRASE_MISSING = BySystem(
    "The passphrase of the client certificate {name} is missing in the keyring. Nothing was sent.",
    windows=(
        "The passphrase of the client certificate {name} is missing in Windows Credential Manager. "
        "Nothing was sent."
    ),
    macos="The passphrase of the client certificate {name} is missing in the keychain. Nothing was sent.",
)
# By the kinds of core/mail/smtp_failures.py; places as in smtp.py.
TROUBLES = {
    "tls_expected": ErrorKind(
        "{place} needs encryption from the start of the connection (TLS).",
        "Set mail.security to tls (usual for port 465).",
        window=(
            "{place} needs encryption from the start of the connection (TLS).",
            'Choose TLS in "Encryption" (usual for port 465).',
        ),
    ),
    "no_tls": ErrorKind(
        "{place} doesn't support TLS from the start of the connection.",
        "Set mail.security to starttls (usually port 587), or mail.port to 465.",
        window=(
            "{place} doesn't support TLS from the start of the connection.",
            'Choose STARTTLS in "Encryption", or port 465.',
        ),
    ),
    "old_tls": ErrorKind(
        "{place} supports only outdated encryption (before TLS 1.2). Nothing was sent.",
        "Ask the server's administrator to allow TLS 1.2.",
    ),
    "weak_tls": ErrorKind(
        "{place} uses a key exchange that is too weak (Diffie-Hellman). Nothing was sent.",
        "Ask the server's administrator for stronger encryption: Diffie-Hellman with 2048 bits, or ECDHE.",
    ),
    "weak_certificate": ErrorKind(
        "The certificate of {place} has a key or signature that is too weak. Nothing was sent.",
        "Ask the server's administrator for a new certificate.",
    ),
    "no_common_cipher": ErrorKind(
        "{place} and this computer have no encryption method in common. Nothing was sent.",
        "Ask the server's administrator to allow the methods of TLS 1.2 or 1.3.",
    ),
    "client_certificate": ErrorKind(
        "{place} needs a client certificate.",
        "Ask the server's administrator for one, put it into the data folder and set "
        "mail.client_certificate.",
        window=(
            "{place} needs a client certificate.",
            "Ask the server's administrator for one. How to set it up is described in the documentation.",
        ),
    ),
    "own_certificate_missing": ErrorKind(
        "The client certificate {name} doesn't exist. Nothing was sent.",
        "Put the file there, or correct mail.client_certificate.",
        window=("The client certificate {name} doesn't exist. Nothing was sent.", "Put the file there."),
    ),
    "own_certificate_unreadable": ErrorKind(
        "The client certificate {name} can't be read. Nothing was sent.",
        "It has to be an ordinary file that this user may read.",
    ),
    "own_certificate_unusable": ErrorKind(
        "The file {name} isn't a PEM file with a certificate and its encrypted key. Nothing was sent.",
        "Ask for a PEM file that begins with the certificate and contains its encrypted private key.",
    ),
    "own_certificate_expired": ErrorKind(
        "The client certificate of this office expired on {seen}. Nothing was sent.",
        "Ask for a new one and replace the file.",
    ),
    "own_certificate_not_valid_yet": ErrorKind(
        "The client certificate of this office is valid from {seen} on, and the clock of this computer "
        "shows {clock}. Nothing was sent.",
        "Correct the clock of this computer. If it is correct, ask for a new certificate.",
    ),
    "own_certificate_refused": ErrorKind(
        "{place} doesn't accept the client certificate of this office. Nothing was sent.",
        "Ask the server's administrator which certificate is expected.",
    ),
    "own_certificate_in_plain": ErrorKind(
        "A client certificate needs encryption, and mail.security is none. Nothing was sent.",
        "Set mail.security to starttls or tls, or remove mail.client_certificate.",
        window=("A client certificate needs encryption. Nothing was sent.", 'Choose one in "Encryption".'),
    ),
    "own_key_not_encrypted": ErrorKind(
        "The key in {name} isn't encrypted: everyone who gets the file could send in the name of this "
        "office. Nothing was sent.",
        "Encrypt the key: 'openssl pkcs8 -topk8 -in KEY -out ENCRYPTED'. Put the certificate and the "
        "encrypted key into the file, then enter the passphrase: "
        "'meters settings password client-certificate'",
        window=(
            (
                "The key in {name} isn't encrypted: everyone who gets the file could send in the name "
                "of this office. Nothing was sent."
            ),
            "Encrypt the key with a passphrase. How to do this is described in the documentation.",
        ),
    ),
    "own_key_of_another": ErrorKind(
        "The key in {name} doesn't belong to its certificate. Nothing was sent.",
        "Put the certificate and its own key into the file.",
    ),
    "own_passphrase_missing": ErrorKind(
        _PASSPHRASE_MISSING,
        "Enter it: 'meters settings password client-certificate'",
        window=(
            _PASSPHRASE_MISSING,
            "How to enter it is described in the documentation.",
        ),
    ),
    "own_passphrase_wrong": ErrorKind(
        "The passphrase of the client certificate {name} is wrong. Nothing was sent.",
        "Enter it again: 'meters settings password client-certificate'",
        window=(
            "The passphrase of the client certificate {name} is wrong. Nothing was sent.",
            "How to enter it is described in the documentation.",
        ),
    ),
    "tls_failed": ErrorKind(
        "The encryption with {place} failed ({seen}). Nothing was sent.",
        "Check mail.port and mail.security, or ask the server's administrator.",
        window=(
            "The encryption with {place} failed ({seen}). Nothing was sent.",
            'Check "Port" and "Encryption", or ask the server\'s administrator.',
        ),
    ),
    "clock_behind": ErrorKind(
        "The certificate of {place} is valid from {seen} on, and the clock of this computer shows "
        "{clock}. The clock is probably wrong. Nothing was sent.",
        "Correct the clock of this computer. If it is correct, ask the server's administrator.",
    ),
    "clock_ahead": ErrorKind(
        "The certificate of {place} expired on {seen}, and the clock of this computer shows {clock}. "
        "The clock is probably wrong. Nothing was sent.",
        "Correct the clock of this computer. If it is correct, ask the server's administrator to "
        "renew the certificate.",
    ),
    "certificate_self_signed": ErrorKind(
        "The certificate of {place} is self-signed. Nothing was sent. Certificate: {seen}",
        "If the server's administrator confirms that it's correct, set mail.certificate_sha256 to {seen}",
        window=(
            "The certificate of {place} is self-signed. Nothing was sent.",
            "If the server's administrator confirms that it's correct, select \"Trust certificate\".",
        ),
    ),
    "certificate_untrusted": ErrorKind(
        "The certificate of {place} isn't trusted. Nothing was sent. Certificate: {seen}",
        "If the server's administrator confirms that it's correct, set mail.certificate_sha256 to {seen}",
        window=(
            "The certificate of {place} isn't trusted. Nothing was sent.",
            "If the server's administrator confirms that it's correct, select \"Trust certificate\".",
        ),
    ),
    "authority_unknown": ErrorKind(
        "The certificate of {place} was issued by {name}, which this computer doesn't trust. "
        "Nothing was sent. Certificate: {seen}",
        "Ask your IT to install this certificate authority on this computer. If the server's administrator "
        "confirms that the certificate is correct, you can also set mail.certificate_sha256 to {seen}",
        window=(
            (
                "The certificate of {place} was issued by {name}, which this computer doesn't trust. "
                "Nothing was sent."
            ),
            (
                "Ask your IT to install this certificate authority on this computer. If the server's "
                "administrator confirms that the certificate is correct, you can also select "
                '"Trust certificate".'
            ),
        ),
    ),
    "issuer_missing": ErrorKind(
        "{place} doesn't send the certificate of {name}, which issued its own, and this computer doesn't "
        "have it. Nothing was sent. Certificate: {seen}",
        "Ask the server's administrator to send the complete chain with the intermediate certificates. If "
        "the administrator confirms that the certificate is correct, you can also set "
        "mail.certificate_sha256 to {seen}",
        window=(
            (
                "{place} doesn't send the certificate of {name}, which issued its own, and this computer "
                "doesn't have it. Nothing was sent."
            ),
            (
                "Ask the server's administrator to send the complete chain with the intermediate "
                "certificates. If the administrator confirms that the certificate is correct, you can also "
                'select "Trust certificate".'
            ),
        ),
    ),
    "certificate_for_other_name": ErrorKind(
        "The certificate of {place} is for another name. Nothing was sent. Certificate: {seen}",
        "Set mail.host to the name on the certificate, or, if the server's administrator confirms "
        "that it's correct, set mail.certificate_sha256 to {seen}",
        window=(
            "The certificate of {place} is for another name. Nothing was sent.",
            (
                'Set "Server" to the name on the certificate, or, if the server\'s administrator confirms '
                'that it\'s correct, select "Trust certificate".'
            ),
        ),
    ),
    "certificate_expired": ErrorKind(
        "The certificate of {place} expired on {seen}. Nothing was sent.",
        "Check the date of this computer, then ask the server's administrator to renew the certificate.",
    ),
    "certificate_unusable": ErrorKind(
        "The certificate of {place} can't be used ({seen}). Nothing was sent.",
        "Ask the server's administrator for a certificate that is valid for a mail server.",
    ),
    "certificate_not_pinned": ErrorKind(
        "{place} has a different certificate than the one you trusted. Nothing was sent. Certificate: {seen}",
        "If the server's administrator confirms that it was renewed, set mail.certificate_sha256 to {seen}",
        window=(
            "{place} has a different certificate than the one you trusted. Nothing was sent.",
            'If the server\'s administrator confirms that it was renewed, select "Trust certificate".',
        ),
    ),
    "no_certificate": ErrorKind(
        "Without encryption there is no certificate.",
        "Set mail.security to starttls (usually port 587) or tls (usually port 465).",
        window=("Without encryption there is no certificate.", 'Choose one in "Encryption".'),
    ),
    "no_starttls": ErrorKind(
        "{place} offers no encryption (STARTTLS). Nothing was sent.",
        "Try port 587, or set mail.security to tls (port 465), or to none for a relay inside the office.",
        window=(
            "{place} offers no encryption (STARTTLS). Nothing was sent.",
            'Try port 587, or choose TLS in "Encryption", or None for a relay inside the office.',
        ),
    ),
}
