"""The frame around the pages: sidebar, header, banner, status bar, palette."""
