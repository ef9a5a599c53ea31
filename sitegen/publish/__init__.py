"""Archive -> Pages -> OutputFiles."""
