"""Capture -> Article."""
