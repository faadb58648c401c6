"""Trucekeeper keeps a ceasefire-for-evacuation deal: what was agreed, claimed and decided, and who moves next."""

__version__ = "0.1.0"
