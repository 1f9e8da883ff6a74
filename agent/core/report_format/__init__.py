"""The published format: schema, signature, enrolment, the chain of an agent's reports."""
