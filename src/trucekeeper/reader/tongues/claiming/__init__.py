"""From what somebody is said to have said in Arabic or Russian to claims: one question about a proposition a file."""
