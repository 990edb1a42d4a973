"""The lab: makes embedders and detectors of one's own and puts them into the program, which never needs it."""
