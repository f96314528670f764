"""Pieces of screen: what the pages are built from."""
