"""Small parts that several pages show: a record to read, a short question inside a page, a password."""
