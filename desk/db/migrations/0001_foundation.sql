-- Pages, people, knowledge, comments and their life. Times are UTC; states are those of desk/domain/comment.py.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE pages (
    id          text PRIMARY KEY,
    name        text NOT NULL,
    settings    jsonb NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE connections (
    id          uuid PRIMARY KEY,
    page_id     text NOT NULL REFERENCES pages,
    platform    text NOT NULL,
    config      jsonb NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (page_id, platform)
);

CREATE TABLE api_tokens (
    id           uuid PRIMARY KEY,
    name         text NOT NULL,
    page_id      text NOT NULL REFERENCES pages,
    token_hash   bytea NOT NULL UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    revoked_at   timestamptz
);

CREATE TABLE users (
    id             uuid PRIMARY KEY,
    email          text NOT NULL,
    name           text NOT NULL,
    role           text NOT NULL CHECK (role IN ('viewer', 'drafter', 'approver', 'admin')),
    password_hash  text NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    disabled_at    timestamptz
);
CREATE UNIQUE INDEX users_email ON users (lower(email));

CREATE TABLE sessions (
    token_hash  bytea PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL
);

CREATE TABLE sign_in_links (
    token_hash  bytea PRIMARY KEY,
    purpose     text NOT NULL CHECK (purpose IN ('first-admin', 'invite')),
    role        text NOT NULL,
    email       text,
    name        text,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz
);

CREATE TABLE sign_in_attempts (
    key  text NOT NULL,
    at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_attempts_key ON sign_in_attempts (key, at);

CREATE TABLE articles (
    id           text PRIMARY KEY,
    page_id      text REFERENCES pages,
    title        text NOT NULL,
    url          text,
    topic        text,
    answer       text,
    questions    jsonb NOT NULL DEFAULT '[]',
    audience     jsonb NOT NULL DEFAULT '{}',
    incident     boolean NOT NULL DEFAULT false,
    valid_from   date,
    valid_until  date,
    body         text NOT NULL,
    checksum     text NOT NULL,
    revision     integer NOT NULL DEFAULT 1,
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz
);

CREATE TABLE article_revisions (
    article_id  text NOT NULL REFERENCES articles,
    revision    integer NOT NULL,
    document    jsonb NOT NULL,
    actor       text NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (article_id, revision)
);

CREATE TABLE passages (
    id          text PRIMARY KEY,
    article_id  text NOT NULL REFERENCES articles ON DELETE CASCADE,
    ordinal     integer NOT NULL,
    heading     text,
    text        text NOT NULL
);
CREATE INDEX passages_article ON passages (article_id);

-- What a comment is compared with: each passage, and an article's title and example questions, which lead to its
-- first passage.
CREATE TABLE search_keys (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    passage_id  text NOT NULL REFERENCES passages ON DELETE CASCADE,
    article_id  text NOT NULL REFERENCES articles ON DELETE CASCADE,
    kind        text NOT NULL CHECK (kind IN ('title', 'question', 'passage')),
    embedding   vector(384) NOT NULL,
    words       tsvector NOT NULL
);
CREATE INDEX search_keys_article ON search_keys (article_id);
CREATE INDEX search_keys_words ON search_keys USING gin (words);
CREATE INDEX search_keys_embedding ON search_keys USING hnsw (embedding vector_cosine_ops);

CREATE TABLE threads (
    id           uuid PRIMARY KEY,
    page_id      text NOT NULL REFERENCES pages,
    external_id  text NOT NULL,
    post         jsonb,
    created_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (page_id, external_id)
);

CREATE TABLE comments (
    id             uuid PRIMARY KEY,
    page_id        text NOT NULL REFERENCES pages,
    connection_id  uuid NOT NULL REFERENCES connections,
    thread_id      uuid NOT NULL REFERENCES threads,
    channel        text NOT NULL,
    external_id    text NOT NULL,
    parent_id      text,
    author_id      text,
    author         text,
    text           text NOT NULL,
    url            text,
    turns          jsonb NOT NULL DEFAULT '[]',
    written_at     timestamptz,
    received_at    timestamptz NOT NULL,
    edited_at      timestamptz,
    deleted_at     timestamptz,
    state          text NOT NULL,
    version        integer NOT NULL DEFAULT 1,
    text_version   integer NOT NULL DEFAULT 1,
    understanding  jsonb,
    intent         text,
    severity       smallint NOT NULL DEFAULT 0,
    urgency        integer NOT NULL DEFAULT 0,
    why_here       text,
    draft_id       uuid,
    draft_kind     text,
    request_id     text,
    UNIQUE (connection_id, external_id)
);
CREATE INDEX comments_queue ON comments ((-urgency), received_at, id) WHERE state IN ('received', 'drafting', 'waiting');
CREATE INDEX comments_state ON comments (state, received_at DESC, id DESC);
CREATE INDEX comments_words ON comments USING gin (to_tsvector('english', text));
CREATE INDEX comments_recent ON comments (received_at DESC, id DESC);
CREATE INDEX comments_thread ON comments (thread_id, received_at);

CREATE TABLE drafts (
    id            uuid PRIMARY KEY,
    comment_id    uuid NOT NULL REFERENCES comments,
    text_version  integer NOT NULL,
    attempt       integer NOT NULL DEFAULT 1,
    document      jsonb NOT NULL,
    evidence      jsonb NOT NULL,
    timings       jsonb NOT NULL DEFAULT '{}',
    created_at    timestamptz NOT NULL,
    UNIQUE (comment_id, text_version, attempt)
);

CREATE TABLE replies (
    id            uuid PRIMARY KEY,
    comment_id    uuid NOT NULL REFERENCES comments,
    text_version  integer NOT NULL,
    draft_id      uuid REFERENCES drafts,
    text          text NOT NULL,
    approved_by   uuid NOT NULL REFERENCES users,
    approved_at   timestamptz NOT NULL,
    send_after    timestamptz NOT NULL,
    state         text NOT NULL,
    attempts      integer NOT NULL DEFAULT 0,
    -- Set while a delivery is under way: whoever finds it set after a crash can't know whether it arrived.
    attempting_since  timestamptz,
    external_id   text,
    sent_at       timestamptz,
    error         text
);
-- At most one reply to a comment is on its way or sent.
CREATE UNIQUE INDEX replies_live ON replies (comment_id) WHERE state IN ('approved', 'sending', 'sent', 'unknown');
CREATE INDEX replies_state ON replies (state, approved_at);

CREATE TABLE events (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    comment_id  uuid NOT NULL REFERENCES comments,
    page_id     text NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    kind        text NOT NULL,
    actor       text NOT NULL,
    from_state  text,
    to_state    text,
    data        jsonb NOT NULL DEFAULT '{}',
    request_id  text
);
CREATE INDEX events_comment ON events (comment_id, id);

-- The log is append-only: whoever tries to rewrite it is refused by the database itself.
CREATE FUNCTION events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only';
END $$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION events_are_append_only();

-- Every event is announced when its transaction commits; the web processes listen.
CREATE FUNCTION announce_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('desk_events', json_build_object(
        'id', NEW.id, 'comment', NEW.comment_id, 'page', NEW.page_id, 'kind', NEW.kind, 'state', NEW.to_state)::text);
    RETURN NULL;
END $$;
CREATE TRIGGER events_announce AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION announce_event();
