-- The keys of a passage are read together.
CREATE INDEX search_keys_passage ON search_keys (passage_id);

-- Vectors of different encoders can't be compared and may differ in length: each knows which encoder made it, and each
-- encoder has an index of its own (desk/db/encoders.py makes those of later ones). The first is the one that set-up builds.
CREATE TABLE encoders (
    id            smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    identity      text NOT NULL UNIQUE,
    dimension     integer NOT NULL,
    -- When a worker last began to encode everything with it: the last one to do so is the one in use.
    announced_at  timestamptz
);
INSERT INTO encoders (identity, dimension)
    VALUES ('weights 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db', 384);

DROP INDEX search_keys_embedding;
ALTER TABLE search_keys ALTER COLUMN embedding TYPE vector, ADD COLUMN encoder smallint NOT NULL DEFAULT 1;
ALTER TABLE search_keys ALTER COLUMN encoder DROP DEFAULT;
CREATE INDEX search_keys_embedding_1 ON search_keys
    USING hnsw ((embedding::vector(384)) vector_cosine_ops) WHERE encoder = 1;

DROP INDEX remembered_replies_embedding;
ALTER TABLE remembered_replies ALTER COLUMN embedding TYPE vector, ADD COLUMN encoder smallint NOT NULL DEFAULT 1;
ALTER TABLE remembered_replies ALTER COLUMN encoder DROP DEFAULT;
CREATE INDEX remembered_replies_embedding_1 ON remembered_replies
    USING hnsw ((embedding::vector(384)) vector_cosine_ops) WHERE encoder = 1;

ALTER TABLE articles ADD COLUMN encoder smallint DEFAULT 1;
ALTER TABLE articles ALTER COLUMN encoder DROP DEFAULT;
