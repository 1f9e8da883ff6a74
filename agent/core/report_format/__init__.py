"""The published format: its schema and types, the signature, enrolment, the chain of an agent's reports."""
