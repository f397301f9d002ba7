"""What people fill in: shapes and messages only, no database and no app."""
