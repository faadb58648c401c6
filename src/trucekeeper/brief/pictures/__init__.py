"""All drawing, as SVG: every text escaped, a title and a description in each, legible without colour."""
