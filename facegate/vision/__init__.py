"""How faces are found and turned into templates: the adapters to the models."""
