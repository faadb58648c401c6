"""From what somebody is said to have said to claims: one question about a proposition a file."""
