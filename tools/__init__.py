"""What the maintainers run; not part of the package."""
