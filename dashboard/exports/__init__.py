"""Turning tables and shapes into files and records that leave the dashboard."""
