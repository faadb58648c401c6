"""The command line: one verb a file, and each reads, calls one core function and prints."""
