"""Who may pass which door when: zones, doors, rules and the decision. Pure; nothing here opens anything."""
