"""How each secret is called in the keyring, in this one place."""

MAIL = "mail"  # the password of mail.user
CLIENT_CERTIFICATE = "client-certificate"  # the passphrase of the key of mail.client_certificate
SIGNING_KEY = "signing-key"
NEXT_SIGNING_KEY = "signing-key-next"  # made by a rotation, until a report was signed with it

KEYRING = "keyring:"  # stands in the settings before the name of a community that the keyring has


def community(name: str) -> str:
    """Return the secret's name of the community that the settings call keyring:NAME."""
    return f"community:{name}"


def v3_auth(user: str) -> str:
    """Return the secret's name of an SNMPv3 user's authentication passphrase."""
    return f"v3-auth:{user}"


def v3_privacy(user: str) -> str:
    """Return the secret's name of an SNMPv3 user's privacy passphrase."""
    return f"v3-privacy:{user}"
