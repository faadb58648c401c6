"""What can be wrong with a deal that reads well: one rule a file, whose docstring is its page (`truce explain D01`)."""
