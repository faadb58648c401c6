"""The exchange: who leaves from where, in which vehicles, in which order, and what it asks of both sides."""
