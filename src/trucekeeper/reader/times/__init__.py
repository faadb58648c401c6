"""Times as reports tell them, from words of time to intervals."""
