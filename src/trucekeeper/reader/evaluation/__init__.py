"""How well the reader reads, measured on reports that a person has marked."""
