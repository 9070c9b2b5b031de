"""What is asked: one declarative ``FormSpec`` per record, pure data."""
