-- Headings and single sentences lead to their passage too; articles stored before are indexed again by the worker.
ALTER TABLE search_keys DROP CONSTRAINT search_keys_kind_check;
ALTER TABLE search_keys ADD CHECK (kind IN ('title', 'question', 'heading', 'passage', 'sentence'));
ALTER TABLE articles ADD COLUMN keys_version smallint NOT NULL DEFAULT 1;
-- The words of an article as a whole, for the rare ones among them, instead of each key's.
ALTER TABLE search_keys DROP COLUMN words;
ALTER TABLE articles ADD COLUMN words tsvector NOT NULL DEFAULT '';
CREATE INDEX articles_words ON articles USING gin (words) WHERE deleted_at IS NULL;
