"""Bytes that nobody vouches for -> every reader of them: each must answer with a value or with a `SitegenError`, and nothing else."""
