"""Figures of runs: what a network costs against what it achieves, and its errors by threshold. Needs no PyTorch."""
