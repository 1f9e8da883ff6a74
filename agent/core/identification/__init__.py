"""What a device is and how it is called: brands, IEEE-1284 ids, model names, non-printers."""
