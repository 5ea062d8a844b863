-- Chat on a page's own site: visitors, the tokens that open their conversation, messages, files.

CREATE TABLE chat_visitors (
    id          uuid PRIMARY KEY,
    page_id     text NOT NULL REFERENCES pages,
    -- The site's own id for this person, where its server vouches for it.
    identity    text,
    name        text,
    email       text,
    created_at  timestamptz NOT NULL,
    -- When a browser of theirs was last connected.
    seen_at     timestamptz NOT NULL,
    -- What they write from then on is shown to them and to nobody else.
    blocked_at  timestamptz
);
CREATE UNIQUE INDEX chat_visitors_identity ON chat_visitors (page_id, identity) WHERE identity IS NOT NULL;
CREATE INDEX chat_visitors_seen ON chat_visitors (seen_at);

-- Tokens that follow from one another by renewal. Only the newest works; one from before that comes back after a minute
-- was copied, and ends the whole family.
CREATE TABLE chat_token_families (
    id          uuid PRIMARY KEY,
    visitor_id  uuid NOT NULL REFERENCES chat_visitors ON DELETE CASCADE,
    generation  integer NOT NULL DEFAULT 1,
    renewed_at  timestamptz NOT NULL,
    revoked_at  timestamptz
);
CREATE INDEX chat_token_families_visitor ON chat_token_families (visitor_id);

CREATE TABLE chat_conversations (
    id          uuid PRIMARY KEY,
    visitor_id  uuid NOT NULL UNIQUE REFERENCES chat_visitors ON DELETE CASCADE,
    -- The number of the newest message: taken under the row's lock, so that numbers appear in their order.
    last_seq    bigint NOT NULL DEFAULT 0,
    -- How far people of the page have read, and how far the visitor has seen.
    read_seq    bigint NOT NULL DEFAULT 0,
    seen_seq    bigint NOT NULL DEFAULT 0
);

CREATE TABLE chat_messages (
    conversation_id  uuid NOT NULL REFERENCES chat_conversations ON DELETE CASCADE,
    seq              bigint NOT NULL,
    -- A page's message has its reply's id, so that a reply is there once or not at all.
    id               uuid NOT NULL UNIQUE,
    client_id        text,
    from_page        boolean NOT NULL,
    text             text NOT NULL,
    author           text,
    at               timestamptz NOT NULL,
    -- The comment that it is, or that it answers; null for what nobody is to be bothered with.
    comment_id       uuid REFERENCES comments,
    context          jsonb NOT NULL DEFAULT '{}',
    helped           boolean,
    emailed_at       timestamptz,
    PRIMARY KEY (conversation_id, seq)
);
CREATE UNIQUE INDEX chat_messages_client ON chat_messages (conversation_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX chat_messages_comment ON chat_messages (comment_id);
CREATE INDEX chat_messages_unwanted ON chat_messages (at) WHERE comment_id IS NULL;
CREATE INDEX chat_messages_unsent ON chat_messages (at) WHERE from_page AND emailed_at IS NULL;

CREATE TABLE chat_files (
    id               uuid PRIMARY KEY,
    conversation_id  uuid NOT NULL REFERENCES chat_conversations ON DELETE CASCADE,
    message_id       uuid REFERENCES chat_messages (id) ON DELETE CASCADE,
    name             text NOT NULL,
    type             text NOT NULL,
    size             integer NOT NULL,
    body             bytea NOT NULL,
    uploaded_at      timestamptz NOT NULL
);
-- Pictures and PDF are packed already.
ALTER TABLE chat_files ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX chat_files_message ON chat_files (message_id);
CREATE INDEX chat_files_conversation ON chat_files (conversation_id);
CREATE INDEX chat_files_unsent ON chat_files (uploaded_at) WHERE message_id IS NULL;
