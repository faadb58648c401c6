"""The daily report and all drawing: what is said stands in `content`, how it looks in html, markdown, pdf and docx."""
