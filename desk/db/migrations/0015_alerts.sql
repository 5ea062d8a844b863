-- Who is told outside the desk, questions that nobody could answer, and texts that people keep at hand.

-- `url` is sealed with a key that is not in the database; nobody gets it back.
CREATE TABLE notification_targets (
    id          uuid PRIMARY KEY,
    page_id     text REFERENCES pages,
    name        text NOT NULL,
    service     text NOT NULL,
    url         bytea NOT NULL,
    reasons     text[] NOT NULL,
    quiet       jsonb,
    created_at  timestamptz NOT NULL,
    sent_at     timestamptz,
    failed_at   timestamptz,
    error       text
);

-- One message to a target for each comment and reason, however often the reason comes up.
CREATE TABLE notifications (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target_id   uuid NOT NULL REFERENCES notification_targets ON DELETE CASCADE,
    reason      text NOT NULL,
    subject     text NOT NULL,
    comment_id  uuid NOT NULL REFERENCES comments,
    detail      jsonb NOT NULL DEFAULT '{}',
    at          timestamptz NOT NULL,
    sent_at     timestamptz,
    UNIQUE (target_id, reason, subject)
);
CREATE INDEX notifications_pending ON notifications (target_id, id) WHERE sent_at IS NULL;
CREATE INDEX comments_promised ON comments (due_at) WHERE state IN ('received', 'drafting', 'waiting');
CREATE INDEX comments_troubled ON comments (connection_id) WHERE state IN ('failed', 'unknown');
CREATE INDEX replies_last_sent ON replies (page_id, sent_at DESC) WHERE state = 'sent';

-- Comments that no article answered, those that ask the same together; `vector` is the first one's, by `encoder`.
CREATE TABLE gaps (
    id            uuid PRIMARY KEY,
    page_id       text NOT NULL REFERENCES pages,
    question      text NOT NULL,
    encoder       text NOT NULL,
    vector        bytea NOT NULL,
    created_at    timestamptz NOT NULL,
    dismissed_at  timestamptz,
    dismissed_by  text,
    closed_at     timestamptz,
    closed_by     text,
    looked_at     timestamptz
);
CREATE INDEX gaps_open ON gaps (page_id) WHERE closed_at IS NULL;

CREATE TABLE gap_comments (
    comment_id  uuid PRIMARY KEY REFERENCES comments,
    gap_id      uuid NOT NULL REFERENCES gaps ON DELETE CASCADE,
    question    text NOT NULL,
    at          timestamptz NOT NULL
);
CREATE INDEX gap_comments_gap ON gap_comments (gap_id, at DESC);
CREATE INDEX comments_unanswered ON comments (received_at) WHERE draft_kind IN ('hand_over', 'acknowledge');

-- `page_id` is null for texts that all pages share; a shortcut is unique among those a page sees.
CREATE TABLE saved_replies (
    id          uuid PRIMARY KEY,
    page_id     text REFERENCES pages,
    title       text NOT NULL,
    text        text NOT NULL,
    shortcut    text NOT NULL,
    updated_at  timestamptz NOT NULL,
    updated_by  text NOT NULL
);
CREATE UNIQUE INDEX saved_replies_shortcut ON saved_replies (coalesce(page_id, ''), shortcut);
