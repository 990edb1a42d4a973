"""What the pages show, without the pages: Qt models and plain state."""
