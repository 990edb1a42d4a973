"""Search over references: exact where the gallery is small, hnswlib with a self-test where it is large."""
