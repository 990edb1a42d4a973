"""Pictures of known people as training takes them: found, aligned, split by person, sampled and varied."""
