"""How statements are read: cues, the words they report, sources, names and who is meant."""
