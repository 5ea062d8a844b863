"""Looking into files that strangers sent."""
