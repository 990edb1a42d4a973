"""How doors are opened: serial relays, webhooks, MQTT, and nothing at all, which is the default."""
