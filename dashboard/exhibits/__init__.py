"""What is shown and taken away: a table, or a chart with its words and its table, the same for screen and files."""
