"""How casualty mentions are read: words of harm, whom it befell, and what a claim is attached to."""
