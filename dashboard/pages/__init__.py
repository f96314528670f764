"""The pages: layout and thin callbacks, one file a page."""
