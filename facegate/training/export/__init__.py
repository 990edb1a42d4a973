"""From a trained network to files that the program installs: ONNX, a manifest, and what was measured of both."""
