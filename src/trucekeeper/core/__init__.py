"""The words that all parts share; nothing here reads a disk, a clock or a network."""
