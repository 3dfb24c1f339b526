"""What a person looks at: the terminal's table, and a report of coded pages as HTML."""
