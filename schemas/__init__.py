"""What documents mean: levels, headings, units, words and findings as data (`*.toml`), and the models of the tables."""
