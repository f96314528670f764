"""The statistics floor: table in, table out; no files, no charts, no screen."""
