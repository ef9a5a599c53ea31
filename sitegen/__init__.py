"""sitegen: a folder of saved news becomes a static archive of articles, quotes, people and places."""
