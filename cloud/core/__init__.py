"""Values in, values out: no clock, socket, disk, environment or AWS."""
