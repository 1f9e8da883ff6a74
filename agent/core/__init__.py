"""Values in, values out: no clock, socket, disk, window or environment here."""
