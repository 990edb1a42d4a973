"""Deciding at doors while the program runs: sightings in, decisions logged, pulses ordered, who is inside."""
