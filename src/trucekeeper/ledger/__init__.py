"""What was recorded, by whom and when; it only grows."""
