"""The service manager of this system: one module for each that has one (jobs/ports.SystemService)."""
