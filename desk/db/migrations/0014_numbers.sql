-- What people decided, one row for each decision that stands, derived from the log; and sheets, the same packed by page
-- and UTC day, from which the figures of a year are read at once. Both can be made anew from the log at any time.
CREATE TABLE number_decisions (
    event_id    bigint PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    comment_id  uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    page_id     text NOT NULL REFERENCES pages ON DELETE CASCADE,
    channel     text NOT NULL,
    intent      text,
    at          timestamptz NOT NULL,
    actor       text NOT NULL,
    -- unchanged, edited, written, gave_up, or dismissed: with the reason.
    outcome     text NOT NULL,
    -- Set for the first reply to a comment only: since when people could have approved it, and how long that was.
    ready_at    timestamptz,
    waited      integer,
    -- Whether that was within the page's promise; NULL where there was none.
    kept        boolean,
    -- How much of the draft was changed, 0 to 1; NULL where there was no draft.
    edited      real,
    -- The rules whose findings were in the draft and gone in the reply.
    avoided     text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX number_decisions_at ON number_decisions (at DESC, event_id DESC);
CREATE INDEX number_decisions_comment ON number_decisions (comment_id);

CREATE TABLE number_sheets (
    kind     text NOT NULL CHECK (kind IN ('arrivals', 'decisions')),
    day      date NOT NULL,
    page_id  text NOT NULL REFERENCES pages ON DELETE CASCADE,
    rows     bytea NOT NULL,
    -- A new one each time it is packed, so that who keeps a copy knows whether it still holds.
    version  bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (kind, day, page_id) INCLUDE (version)
);
-- Packed already: read as it is, never unpacked by the database.
ALTER TABLE number_sheets ALTER COLUMN rows SET STORAGE EXTERNAL;

-- The names that the sheets hold as numbers.
CREATE TABLE number_codes (
    kind  text NOT NULL CHECK (kind IN ('channel', 'intent', 'outcome', 'actor', 'rule')),
    code  integer NOT NULL,
    name  text NOT NULL,
    PRIMARY KEY (kind, code),
    UNIQUE (kind, name)
);

-- Comments whose log has grown since their decisions were derived, and days whose sheets are to be packed again.
CREATE TABLE number_pending (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    comment_id  uuid NOT NULL REFERENCES comments ON DELETE CASCADE
);
CREATE TABLE number_stale (
    kind  text NOT NULL,
    day   date NOT NULL,
    PRIMARY KEY (kind, day)
);

CREATE FUNCTION note_for_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO number_pending (comment_id) VALUES (NEW.comment_id);
    RETURN NULL;
END $$;
CREATE TRIGGER events_numbers AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION note_for_numbers();

-- What was handled before is counted when the worker comes to it.
INSERT INTO number_pending (comment_id) SELECT id FROM comments ORDER BY received_at;
