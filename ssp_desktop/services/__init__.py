"""What may be done: every read and every write of a record passes through ``unit_of_work.run``."""
