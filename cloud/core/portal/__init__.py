"""What the dealer's portal and its API show and decide: values in, values out."""
