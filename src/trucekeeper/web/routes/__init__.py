"""One page, or one service of the pages, a file."""
