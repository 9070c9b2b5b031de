"""Keys, passwords, permissions, signatures and the audit chain. A leaf: no Qt, no SQLAlchemy."""
