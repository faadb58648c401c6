"""Deal, records and two moments in; stage and finding of every clause out, each with its reasons."""
