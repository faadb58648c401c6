"""Papers for the people who carry a deal out: one sheet for one task, from the same content model as the report."""
