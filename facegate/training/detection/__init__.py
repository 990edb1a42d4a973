"""Training a detector of faces: RetinaFace, its labels, its measure and its export."""
