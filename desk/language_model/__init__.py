"""An optional language model, asked by the desk itself: it translates for who reads. Drafts are worded elsewhere, in `actions`."""
