"""Search over references: exact where the gallery is small, an index that passed a self-test where it is large."""
