"""Attendance: from punches and schedules to minutes. Pure; the zone is given, and no clock is read."""
