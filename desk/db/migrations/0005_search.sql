-- The keys of a passage are read together.
CREATE INDEX search_keys_passage ON search_keys (passage_id);
