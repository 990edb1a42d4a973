"""Presentation attack detection (ISO/IEC 30107): is a person there, or a picture of one? Pure rules."""
