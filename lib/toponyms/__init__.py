"""How toponyms are recognised and resolved: spans, gate, features, the learned models and the reasons given."""
