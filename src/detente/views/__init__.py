"""What a person looks at: for now terminal tables."""
