"""The gate on the built site: markup, links, accessibility, reading from disk, searching, sameness."""
