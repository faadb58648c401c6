"""Who is said to have said what, in English: one step of the trial a file."""
