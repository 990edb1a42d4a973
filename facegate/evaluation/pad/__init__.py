"""Error rates of presentation attack detection (ISO/IEC 30107-3)."""
