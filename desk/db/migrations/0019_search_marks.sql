-- A search reads as little as its page needs. Among a comment's words stand marks that the index answers with: whether it
-- is open, and the week it came in. Beside them stands what a list is filtered and sorted by, so that no comment is read
-- that isn't shown.

-- No text has a mark among its words: '§' belongs to none.
CREATE FUNCTION search_marks(state text, received_at timestamptz) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT array_to_tsvector(ARRAY['§' || floor(extract(epoch FROM received_at) / 604800)::bigint]
        || CASE WHEN state IN ('sent', 'dismissed') THEN '{}' ELSE ARRAY['§open'] END)
$$;

CREATE FUNCTION search_words(c comments) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT words_of(c.author, c.text || coalesce(
            E'\n' || (SELECT r.text FROM replies r WHERE r.comment_id = c.id AND r.state = 'sent'), ''))
        || search_marks(c.state, c.received_at)
$$;

-- Written anew as a whole: in the order the comments came in.
CREATE TEMPORARY TABLE marked ON COMMIT DROP AS
    SELECT c.id, c.pile_id, c.place_at, c.received_at, w.words || search_marks(c.state, c.received_at) AS words
      FROM comment_words w JOIN comments c ON c.id = w.comment_id;
DROP TABLE comment_words;
CREATE TABLE comment_words (
    comment_id   uuid PRIMARY KEY REFERENCES comments ON DELETE CASCADE,
    pile_id      integer NOT NULL,
    place_at     timestamptz NOT NULL,
    received_at  timestamptz NOT NULL,
    words        tsvector NOT NULL
) WITH (fillfactor = 90); -- a comment that moves to another pile leaves the index alone where its page has room
INSERT INTO comment_words SELECT id, pile_id, place_at, received_at, words FROM marked ORDER BY received_at;
CREATE INDEX comment_words_words ON comment_words USING gin (words);
-- How often words are decides how a page is read, and what it says of the number of all that is found.
ALTER TABLE comment_words ALTER words SET STATISTICS 500;
ANALYZE comment_words;

CREATE OR REPLACE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'replies' THEN
        UPDATE comment_words w SET words = search_words(c) FROM comments c
            WHERE c.id = NEW.comment_id AND w.comment_id = c.id;
    ELSE
        INSERT INTO comment_words VALUES (NEW.id, NEW.pile_id, NEW.place_at, NEW.received_at, search_words(NEW))
            ON CONFLICT (comment_id) DO UPDATE SET words = excluded.words;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION keep_marks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before tsvector := search_marks(OLD.state, OLD.received_at);
    now_on tsvector := search_marks(NEW.state, NEW.received_at);
BEGIN
    UPDATE comment_words SET pile_id = NEW.pile_id, place_at = NEW.place_at, received_at = NEW.received_at,
            words = CASE WHEN before = now_on THEN words ELSE ts_delete(words, tsvector_to_array(before)) || now_on END
        WHERE comment_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER comments_marks AFTER UPDATE ON comments FOR EACH ROW
    WHEN ((OLD.pile_id, OLD.place_at, OLD.received_at) IS DISTINCT FROM (NEW.pile_id, NEW.place_at, NEW.received_at))
    EXECUTE FUNCTION keep_marks();
