"""Reports on measurements: charts, and a page that holds them."""
