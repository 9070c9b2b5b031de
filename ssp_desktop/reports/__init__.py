"""Printed records: values in, accessible PDF out; no database and no Qt."""
