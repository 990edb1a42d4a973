"""How far apart a face stays from itself when light and pose change: figure 1 of FaceNet (Schroff et al. 2015)."""
