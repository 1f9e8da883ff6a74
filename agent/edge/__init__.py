"""One adapter for each outside thing: it returns core values, raises AgentError and decides nothing."""
