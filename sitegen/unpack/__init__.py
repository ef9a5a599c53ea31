"""Collection -> Captures: a file that holds many pages gives one capture for each, read from its place when its turn comes."""
