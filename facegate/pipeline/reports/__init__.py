"""Reports: tables from events and days of attendance, written as CSV, XLSX or PDF."""
