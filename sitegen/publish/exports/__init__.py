"""Archive -> Tables -> the data files that other programs read."""
