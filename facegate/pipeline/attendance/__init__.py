"""Plans, punches and the minutes of days."""
