"""The stack put on AWS and looked at there, from an operator's computer: make cloud-deploy, make cloud-check."""
