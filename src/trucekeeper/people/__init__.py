"""Who may do what: accounts, roles, sessions, and the one question that every page asks."""
