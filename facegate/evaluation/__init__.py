"""How well faces are told apart: protocols, error rates with their intervals, reports."""
