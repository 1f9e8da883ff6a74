"""A stack that was deployed: its settings, its outputs, and its receipt rule as SES tells it."""

from cloud.deploy.stack_settings import StackSettings

DOMAIN, BUCKET = "in.example", "mails-1"
INBOUND = "inbound-smtp.eu-central-1.amazonaws.com"
SETTINGS = StackSettings("meters", "eu-central-1", {"MailDomain": DOMAIN, "SignInPrefix": "meters-acme"})
OUTPUTS = {
    "Mails": BUCKET,
    "Table": "t",
    "Alarms": "arn:aws:sns:eu-central-1:123456789012:a",
    "MailDomain": DOMAIN,
    "DeadLetters": "https://sqs.eu-central-1.amazonaws.com/123456789012/d",
    "UserPool": "p",
}
OURS = {
    "Name": "reports",
    "Enabled": True,
    "Recipients": [DOMAIN],
    "Actions": [{"S3Action": {"BucketName": BUCKET, "ObjectKeyPrefix": "mail/"}}],
}
