"""Tables of others, a row at a time, as records: event data, submissions of forms, a desk's own sheets."""
