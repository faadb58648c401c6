"""Arabic and Russian by tables: the same claims from the same JSON, by word forms and stems instead of a parser."""
