"""Tagged PDF (PDF/UA-1 and PDF/A-2a): structure, pages, text, tables, pictures.

reportlab supplies the fonts (parsing, subsetting, embedding) and the grammar of PDF objects; the file
itself is written here, because reportlab knows neither structure trees nor marked content and three of its
habits break PDF/A (no line end before ``endstream``, text mapped to U+0000, one entry block too long in the
text map). Nothing in reportlab is patched.
"""
