"""From the bytes of a report to the text that is stored: one file a format, bytes in, `Read` out."""
