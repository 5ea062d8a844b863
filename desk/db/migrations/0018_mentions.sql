-- Who is mentioned in the notes of an open comment and wrote no note of their own since. It follows from notes and
-- the comment's state, and holds only what is open: the view of what is somebody's reads it with each page.
CREATE TABLE open_mentions (
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    comment_id  uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    PRIMARY KEY (user_id, comment_id)
);
CREATE INDEX open_mentions_comment ON open_mentions (comment_id);

CREATE FUNCTION mentions_left(of_comment uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT DISTINCT m.user_id FROM notes n CROSS JOIN unnest(n.mentions) AS m (user_id)
     WHERE n.comment_id = of_comment AND NOT EXISTS (
        SELECT FROM notes own WHERE own.comment_id = n.comment_id AND own.author_id = m.user_id
           AND (own.at, own.id) >= (n.at, n.id))
$$;

-- The comment is locked first: of two notes, or of a note and a decision, the later one sees what the other did.
CREATE FUNCTION keep_mentions(of_comment uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    is_open boolean;
BEGIN
    SELECT state IN ('received', 'drafting', 'waiting') INTO is_open FROM comments WHERE id = of_comment FOR NO KEY UPDATE;
    DELETE FROM open_mentions WHERE comment_id = of_comment;
    IF is_open THEN
        INSERT INTO open_mentions (user_id, comment_id) SELECT left_over, of_comment FROM mentions_left(of_comment) left_over;
    END IF;
END $$;

CREATE FUNCTION note_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM keep_mentions(NEW.comment_id);
    RETURN NULL;
END $$;
CREATE TRIGGER notes_mentioning AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION note_mentions();

CREATE FUNCTION comment_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM keep_mentions(NEW.id);
    RETURN NULL;
END $$;
-- Decided, or undone: what was open is so again.
CREATE TRIGGER comments_mentioning AFTER UPDATE OF state ON comments FOR EACH ROW
    WHEN ((OLD.state IN ('received', 'drafting', 'waiting')) <> (NEW.state IN ('received', 'drafting', 'waiting')))
    EXECUTE FUNCTION comment_mentions();

INSERT INTO open_mentions (user_id, comment_id)
    SELECT left_over, c.id FROM comments c CROSS JOIN LATERAL mentions_left(c.id) AS left_over
     WHERE c.state IN ('received', 'drafting', 'waiting') AND EXISTS (SELECT FROM notes n WHERE n.comment_id = c.id);
