-- The queue: its order by place, piles that make filters and totals cheap, search that holds replies, saved views.

ALTER TABLE comments
    ADD COLUMN safe     boolean NOT NULL DEFAULT false,
    ADD COLUMN pile_id  integer;

-- A pile is one combination of all that the queue can be filtered by; every comment lies on exactly one. A filter is
-- then a set of piles: their sizes add up to the total, and a page of the list is merged from the piles' own orders.
CREATE TABLE piles (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key          text NOT NULL UNIQUE,
    view         text NOT NULL,
    page_id      text NOT NULL,
    channel      text NOT NULL,
    intent       text,
    severity     smallint NOT NULL,
    language     text,
    assignee_id  uuid,
    unsure       boolean NOT NULL,
    escalated    boolean NOT NULL,
    safe         boolean NOT NULL,
    size         bigint NOT NULL DEFAULT 0
);
CREATE INDEX piles_view ON piles (view, page_id);

-- Sizes change by appending, so that two people's decisions never wait for one row; the worker adds them up.
CREATE TABLE pile_changes (
    pile_id  integer NOT NULL,
    by       bigint NOT NULL
);

CREATE FUNCTION view_of(state text, snoozed_until timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN state IN ('received', 'drafting', 'waiting') AND snoozed_until IS NULL THEN 'waiting'
        WHEN state IN ('received', 'drafting', 'waiting') THEN 'snoozed'
        WHEN state IN ('approved', 'sending') THEN 'sending'
        WHEN state IN ('failed', 'unknown') THEN 'problems'
        ELSE 'done' END
$$;

CREATE FUNCTION pile_key(c comments) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT concat_ws('|', view_of(c.state, c.snoozed_until), c.page_id, c.channel, coalesce(c.intent, ''), c.severity,
        coalesce(c.language, ''), coalesce(c.assignee_id::text, ''), c.unsure::int, c.escalated::int, c.safe::int)
$$;

CREATE FUNCTION pile_of(c comments) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    wanted text := pile_key(c);
    found integer;
BEGIN
    SELECT id INTO found FROM piles WHERE key = wanted;
    IF found IS NULL THEN
        INSERT INTO piles (key, view, page_id, channel, intent, severity, language, assignee_id, unsure, escalated, safe)
            VALUES (wanted, view_of(c.state, c.snoozed_until), c.page_id, c.channel, c.intent, c.severity, c.language,
                    c.assignee_id, c.unsure, c.escalated, c.safe)
            ON CONFLICT (key) DO NOTHING;
        SELECT id INTO found FROM piles WHERE key = wanted;
    END IF;
    RETURN found;
END $$;

UPDATE comments c SET pile_id = pile_of(c);
UPDATE piles p SET size = counted.size FROM (SELECT pile_id, count(*) AS size FROM comments GROUP BY 1) counted
    WHERE p.id = counted.pile_id;
ALTER TABLE comments ALTER COLUMN pile_id SET NOT NULL;

CREATE FUNCTION put_on_pile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.pile_id := pile_of(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER comments_new_on_pile BEFORE INSERT ON comments FOR EACH ROW EXECUTE FUNCTION put_on_pile();
CREATE TRIGGER comments_to_pile BEFORE UPDATE ON comments FOR EACH ROW
    WHEN ((OLD.state, OLD.snoozed_until IS NULL, OLD.page_id, OLD.channel, OLD.intent, OLD.severity, OLD.language,
           OLD.assignee_id, OLD.unsure, OLD.escalated, OLD.safe)
          IS DISTINCT FROM
          (NEW.state, NEW.snoozed_until IS NULL, NEW.page_id, NEW.channel, NEW.intent, NEW.severity, NEW.language,
           NEW.assignee_id, NEW.unsure, NEW.escalated, NEW.safe))
    EXECUTE FUNCTION put_on_pile();

CREATE FUNCTION count_piles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO pile_changes SELECT pile_id, count(*) FROM changed GROUP BY 1;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO pile_changes SELECT pile_id, -count(*) FROM changed GROUP BY 1;
    ELSIF TG_OP = 'TRUNCATE' THEN
        TRUNCATE piles, pile_changes;
    ELSE
        INSERT INTO pile_changes VALUES (OLD.pile_id, -1), (NEW.pile_id, 1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER comments_added AFTER INSERT ON comments REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_piles();
CREATE TRIGGER comments_removed AFTER DELETE ON comments REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_piles();
CREATE TRIGGER comments_moved AFTER UPDATE ON comments FOR EACH ROW
    WHEN (OLD.pile_id IS DISTINCT FROM NEW.pile_id) EXECUTE FUNCTION count_piles();
CREATE TRIGGER comments_emptied AFTER TRUNCATE ON comments FOR EACH STATEMENT EXECUTE FUNCTION count_piles();

-- The orders of a pile, and of all piles together.
DROP INDEX comments_queue;
CREATE INDEX comments_place ON comments ((NOT escalated), place_at, id)
    WHERE state IN ('received', 'drafting', 'waiting') AND snoozed_until IS NULL;
CREATE INDEX comments_pile_place ON comments (pile_id, place_at, id)
    WHERE state IN ('received', 'drafting', 'waiting') AND snoozed_until IS NULL;
CREATE INDEX comments_pile ON comments (pile_id, received_at DESC, id DESC);
CREATE INDEX comments_snoozed ON comments (snoozed_until) WHERE snoozed_until IS NOT NULL;

-- What a search looks in: the comment, its author and the replies that were sent. Apart from the comments, so that
-- moving one from state to state doesn't write its words again.
DROP INDEX comments_words;
CREATE TABLE comment_words (
    comment_id  uuid PRIMARY KEY REFERENCES comments ON DELETE CASCADE,
    words       tsvector NOT NULL
);

CREATE FUNCTION words_of(author text, texts text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT to_tsvector('simple', coalesce(author, '')) || to_tsvector('english', coalesce(author, ''))
        || to_tsvector('english', left(texts, 20000))
$$;

INSERT INTO comment_words
    SELECT c.id, words_of(c.author, c.text || coalesce(E'\n' || r.text, ''))
      FROM comments c LEFT JOIN replies r ON r.comment_id = c.id AND r.state = 'sent';
CREATE INDEX comment_words_words ON comment_words USING gin (words);

CREATE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'replies' THEN
        UPDATE comment_words w SET words = words_of(c.author, c.text || E'\n' || NEW.text)
            FROM comments c WHERE c.id = NEW.comment_id AND w.comment_id = c.id;
    ELSE
        INSERT INTO comment_words VALUES (NEW.id, words_of(NEW.author, NEW.text || coalesce(
                (SELECT E'\n' || text FROM replies WHERE comment_id = NEW.id AND state = 'sent'), '')))
            ON CONFLICT (comment_id) DO UPDATE SET words = excluded.words;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER comments_words_new AFTER INSERT ON comments FOR EACH ROW EXECUTE FUNCTION keep_words();
CREATE TRIGGER comments_words_changed AFTER UPDATE OF text, author ON comments FOR EACH ROW
    WHEN ((OLD.text, OLD.author) IS DISTINCT FROM (NEW.text, NEW.author)) EXECUTE FUNCTION keep_words();
CREATE TRIGGER replies_words AFTER UPDATE OF state ON replies FOR EACH ROW
    WHEN (NEW.state = 'sent' AND OLD.state <> 'sent') EXECUTE FUNCTION keep_words();

-- Filters that somebody keeps under a name, for themselves or for everybody.
CREATE TABLE saved_views (
    id          uuid PRIMARY KEY,
    owner_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name        text NOT NULL,
    query       jsonb NOT NULL,
    shared      boolean NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX saved_views_owner ON saved_views (owner_id);
CREATE INDEX comments_assignee ON comments (assignee_id) WHERE assignee_id IS NOT NULL;
