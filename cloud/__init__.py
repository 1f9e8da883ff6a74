"""The receiving side: mails of agents in, proven and stored, a dealer's questions answered."""
