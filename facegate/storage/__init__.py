"""Everything that survives a restart: database, keys, backups."""
