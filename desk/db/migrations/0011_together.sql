-- Working together on one comment: taking turns, being away, snoozing, reminders, and who is looking.
ALTER TABLE users ADD COLUMN away boolean NOT NULL DEFAULT false;

ALTER TABLE comments
    ADD COLUMN snoozed_by    uuid REFERENCES users,
    -- Set when a person escalated it: what the assistant understands later doesn't take that back.
    ADD COLUMN escalated_by  uuid REFERENCES users;
CREATE INDEX IF NOT EXISTS comments_snoozed ON comments (snoozed_until) WHERE snoozed_until IS NOT NULL;
-- What the same author wrote before.
CREATE INDEX comments_by_author_id ON comments (connection_id, author_id, received_at DESC, id DESC)
    WHERE author_id IS NOT NULL;
CREATE INDEX comments_by_author_name ON comments (connection_id, author, received_at DESC, id DESC)
    WHERE author_id IS NULL AND author IS NOT NULL;
CREATE INDEX notes_mentions ON notes USING gin (mentions);

-- "Remind me if nobody answered by then."
CREATE TABLE reminders (
    comment_id  uuid NOT NULL REFERENCES comments,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    PRIMARY KEY (comment_id, user_id)
);
CREATE INDEX reminders_at ON reminders (at);

-- Taking turns on a page: each new comment goes to whoever had the last one longest ago. The page's row is locked
-- while a turn is taken, so that two comments that arrive at once don't go to the same person.
CREATE TABLE rotations (
    page_id  text PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
    turn     bigint NOT NULL
);
CREATE TABLE turns (
    page_id  text NOT NULL REFERENCES pages ON DELETE CASCADE,
    user_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    turn     bigint NOT NULL,
    PRIMARY KEY (page_id, user_id)
);

-- Who has a comment open in which tab, renewed every few seconds. Unlogged: after a crash it fills again by itself.
CREATE UNLOGGED TABLE presence (
    comment_id  uuid NOT NULL,
    user_id     uuid NOT NULL,
    tab         text NOT NULL,
    mode        text NOT NULL CHECK (mode IN ('viewing', 'editing')),
    at          timestamptz NOT NULL,
    PRIMARY KEY (comment_id, user_id, tab)
);

-- The announcement also says whom an event is meant for: "assigned to you", "mentioned", "here again".
CREATE OR REPLACE FUNCTION announce_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('desk_events', json_build_object(
        'id', NEW.id, 'comment', NEW.comment_id, 'page', NEW.page_id, 'kind', NEW.kind, 'state', NEW.to_state,
        'to', NEW.data -> 'to')::text);
    RETURN NULL;
END $$;
