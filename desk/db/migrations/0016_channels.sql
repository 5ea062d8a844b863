-- Connections that are spoken to: sealed credentials, where fetching stands, how they are; and what platforms deliver.

ALTER TABLE connections
    -- Sealed with a key that is not in the database.
    ADD COLUMN secrets          bytea,
    ADD COLUMN account          text,
    ADD COLUMN expires_at       timestamptz,
    ADD COLUMN checked_at       timestamptz,
    ADD COLUMN disconnected_at  timestamptz,
    -- Fetching: from where, when next (null: never), and when it last went well.
    ADD COLUMN cursor           jsonb,
    ADD COLUMN fetch_at         timestamptz,
    ADD COLUMN fetched_at       timestamptz,
    ADD COLUMN bodies           bytea[] NOT NULL DEFAULT '{}',
    ADD COLUMN event_at         timestamptz,
    ADD COLUMN silent_since     timestamptz,
    -- Health: what is in the way, since when, and until when nothing is sent.
    ADD COLUMN trouble          text,
    ADD COLUMN trouble_reason   text,
    ADD COLUMN trouble_since    timestamptz,
    ADD COLUMN failures         integer NOT NULL DEFAULT 0,
    ADD COLUMN blocked_until    timestamptz,
    ADD COLUMN paced_until      timestamptz,
    ADD COLUMN refused_at       timestamptz,
    ADD COLUMN refused_count    integer NOT NULL DEFAULT 0;
CREATE INDEX connections_fetch ON connections (fetch_at) WHERE fetch_at IS NOT NULL;
CREATE INDEX connections_account ON connections (platform, (config ->> 'account_id'));

-- Raw bodies, stored before anything reads them: a mistake in a parser loses nothing, and a mended one reads them again.
CREATE TABLE deliveries (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connection_id  uuid NOT NULL REFERENCES connections,
    source         text NOT NULL CHECK (source IN ('webhook', 'fetch')),
    received_at    timestamptz NOT NULL,
    digest         bytea NOT NULL,
    body           bytea NOT NULL,
    state          text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed')),
    processed_at   timestamptz,
    error          text
);
-- A webhook that is delivered again is stored once.
CREATE UNIQUE INDEX deliveries_webhook ON deliveries (connection_id, digest) WHERE source = 'webhook';
CREATE INDEX deliveries_pending ON deliveries (id) WHERE state = 'pending';
CREATE INDEX deliveries_failed ON deliveries (connection_id, id) WHERE state = 'failed';
CREATE INDEX deliveries_processed ON deliveries (processed_at) WHERE state <> 'pending';

-- What the page's own people wrote under comments on the platform itself.
CREATE TABLE outside_replies (
    connection_id  uuid NOT NULL REFERENCES connections,
    external_id    text NOT NULL,
    answers        text NOT NULL,
    text           text NOT NULL,
    author         text,
    written_at     timestamptz,
    noted_at       timestamptz NOT NULL,
    PRIMARY KEY (connection_id, external_id)
);
CREATE INDEX outside_replies_answers ON outside_replies (connection_id, answers);

-- Removals that arrived before the comment they remove.
CREATE TABLE removed_comments (
    connection_id  uuid NOT NULL REFERENCES connections,
    external_id    text NOT NULL,
    at             timestamptz NOT NULL,
    PRIMARY KEY (connection_id, external_id)
);

ALTER TABLE comments ADD COLUMN cannot_reply text;
ALTER TABLE replies ADD COLUMN private boolean NOT NULL DEFAULT false;
CREATE INDEX replies_external ON replies (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX replies_put_off ON replies (comment_id) WHERE state IN ('approved', 'sending');

-- A connection that is in trouble is told about without a comment.
ALTER TABLE notifications ALTER COLUMN comment_id DROP NOT NULL;
ALTER TABLE notifications ADD COLUMN page_id text REFERENCES pages;
