"""The doctor's sentences about mail (core/doctor/mail_steps.py); what a server refuses is told elsewhere."""

# What was tried, by the name of a step.
TRIED = {
    "mail_settings": "Look at the email settings",
    "service": "Compare {host} with known mail services",
    "password": "Get the password of {user}",
    "lookup": "Find the mail server {host}",
    "place": "See whether it is in the office network",
    "connect": "Connect to {host}, port {port}",
    "greeting": "Wait for its greeting",
    "encryption": "Encrypt the connection",
    "client_certificate": "Show the certificate of this office",
    "chain": "Check the certificate of {host}",
    "offer": "Ask how it lets users sign in",
    "login": "Sign in as {user}",
    "sender": "Name the sender {sender}",
    "recipient": "Name the recipient {seen}",
    "test": "Send a test email to {sender}",
}
# What came, by the cause of a step.
CAME = {
    "mail_set_up": "{host}, port {port}.",
    "service_known": "it is {service}.",
    "service_unknown": "none of them; that is fine for a server of your own.",
    "looked_up": "found {seen}.",
    "inside": "it is ({seen}).",
    "outside": "it is on the internet ({seen}), and you have allowed that.",
    "connected": "connected ({seen}).",
    "greeted": "it says {seen}",
    "encrypted": "{seen}.",
    "certificate_asked_for": "the server asked for it ({seen}).",
    "not_asked_for_certificate": "the server didn't ask for it ({seen}).",
    "chain_trusted": "it is trusted ({seen}), for this name, and valid until {last}.",
    "chain_pinned": "it is the one that you trusted ({seen}), valid until {last}.",
    "offers": "with {seen}.",
    "offers_none": "it lets users in without signing in.",
    "logged_in": "accepted.",
    "sender_accepted": "accepted.",
    "recipient_accepted": "accepted.",
    "test_not_asked": "not tried.",
    "test_accepted": "the mail server accepted it. Look into the inbox.",
}
# What to do next, by the cause of a step; empty where there is nothing to do.
NEXT = {
    "mail_set_up": "",
    "service_known": "",
    "service_unknown": "",
    "looked_up": "",
    "inside": "",
    "outside": "",
    "connected": "",
    "greeted": "",
    "encrypted": "",
    "certificate_asked_for": "",
    "not_asked_for_certificate": (
        "If the server knows this office by its certificate, ask its administrator to request it on this "
        "port."
    ),
    "chain_trusted": "",
    "chain_pinned": "",
    "offers": "",
    "offers_none": "",
    "logged_in": "",
    "sender_accepted": "",
    "recipient_accepted": "",
    "test_not_asked": "To send one to yourself: 'meters doctor --test-mail'",
    "test_accepted": "If it doesn't arrive, look into the spam folder.",
}
# The same in the window, where buttons stand for commands.
NEXT_IN_WINDOW = {
    "test_not_asked": "To send one to yourself, use the button above.",
}
