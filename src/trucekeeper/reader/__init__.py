"""Reports become proposed claims: who said what, in exact words and at their place. A person confirms."""
