"""Where pictures come from: cameras, streams, files, folders and the demo."""
