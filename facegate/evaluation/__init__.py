"""How well it recognises: protocols, error rates with their intervals, calibration, reports."""
