"""Reports on paper: PDF files, made with Qt's fonts, with or without a window."""
