"""What commands share: this office's folder, settings and store, with the adapters to them."""
