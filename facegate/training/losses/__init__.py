"""Losses: what training pulls together and pushes apart; each normalises the embeddings where its source does."""
