"""Search over references."""
