"""Many reports at once: what was edited, what is missing, what came twice, whose key it is."""
