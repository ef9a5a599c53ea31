"""Archive and Ledger -> the Archive under the addresses it once had, what moved, and the new Ledger."""
