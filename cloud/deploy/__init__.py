"""The stack put on AWS and looked at there: make cloud-deploy, make cloud-check."""
