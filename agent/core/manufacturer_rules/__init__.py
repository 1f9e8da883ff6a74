"""What manufacturers share: how a device is recognised, and how private objects are written down."""
