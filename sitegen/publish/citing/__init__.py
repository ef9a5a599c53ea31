"""Article (and Quote) -> Reference -> the texts that a reader copies."""
