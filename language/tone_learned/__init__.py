"""What the tone check learned from labelled replies, beside its rules: features, the scorer, and where it is stored."""
