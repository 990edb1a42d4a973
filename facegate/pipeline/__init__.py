"""When things happen: threads, and services that join the ports."""
