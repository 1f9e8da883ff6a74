"""The values that everything else speaks of: printers, readings, walks, endpoints, errors."""
