"""The deal: text that people can negotiate over, read into blocks, and what is wrong with it."""
