"""Networks that turn pictures of faces into embeddings, each as its source describes it."""
