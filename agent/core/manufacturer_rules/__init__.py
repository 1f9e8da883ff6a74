"""What manufacturers share: how a device is told, and how private objects are written down."""
