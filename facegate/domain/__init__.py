"""What FaceGate means by its words: pure Python and NumPy."""
