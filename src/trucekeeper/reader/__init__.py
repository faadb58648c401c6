"""Reports become proposed claims: who said what, in exact words, with the characters it came from. A person confirms."""
