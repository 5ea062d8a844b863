-- Signing in: a second factor, sessions people recognise, the company's own sign-in; tokens and webhooks that say when
-- they last worked; and how long texts are kept.

-- An account that the company's sign-in made has no password.
ALTER TABLE users ALTER COLUMN password_hash DROP NOT NULL;

-- Settings of the whole desk.
CREATE TABLE desk_settings (
    key    text PRIMARY KEY,
    value  jsonb NOT NULL
);

-- The secret of an authenticator app is derived from the desk's key and this salt: the database alone yields no code.
CREATE TABLE second_factors (
    user_id       uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    salt          bytea NOT NULL,
    made_at       timestamptz NOT NULL DEFAULT now(),
    confirmed_at  timestamptz,
    -- The half minute of the last code that was taken; neither it nor an earlier one works again.
    last_step     bigint NOT NULL DEFAULT 0
);
CREATE TABLE recovery_codes (
    user_id    uuid NOT NULL REFERENCES second_factors ON DELETE CASCADE,
    code_hash  bytea NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (user_id, code_hash)
);

ALTER TABLE sessions
    ADD COLUMN id            uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD COLUMN last_used_at  timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN address       text,
    ADD COLUMN device        text,
    ADD COLUMN via           text NOT NULL DEFAULT 'password' CHECK (via IN ('password', 'link', 'sign-on')),
    -- From a device and network that this person had not signed in from before, and did not say it was them.
    ADD COLUMN new_device    boolean NOT NULL DEFAULT false;
CREATE INDEX sessions_user ON sessions (user_id, last_used_at DESC);

CREATE TABLE known_devices (
    user_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    device   text NOT NULL,
    network  text NOT NULL,
    seen_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, device, network)
);

-- Attempts are counted before they are judged, so that many at once can't slip through; one that was right is taken back.
ALTER TABLE sign_in_attempts ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;

-- Who somebody is at the company's sign-in.
CREATE TABLE identities (
    issuer     text NOT NULL,
    subject    text NOT NULL,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    linked_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, user_id)
);

ALTER TABLE api_tokens ADD COLUMN last_used_at timestamptz;

-- How the last test delivery to the webhook ended: {at, ok, message}.
ALTER TABLE connections ADD COLUMN last_test jsonb;
CREATE INDEX comments_connection ON comments (connection_id, received_at DESC);
CREATE INDEX replies_sent ON replies (page_id, sent_at DESC) WHERE state = 'sent';
CREATE INDEX replies_error ON replies (page_id, approved_at DESC) WHERE error IS NOT NULL;

CREATE INDEX audit_page ON audit (page_id, at DESC, id DESC);
CREATE INDEX audit_actor ON audit (actor, at DESC, id DESC);
CREATE INDEX audit_action ON audit (action, at DESC, id DESC);

-- Set when texts and names were cleared because the time that they are kept had passed.
ALTER TABLE comments ADD COLUMN cleared_at timestamptz;
ALTER TABLE drafts ADD COLUMN cleared_at timestamptz;
-- Whether the reply went out as it was drafted; noted when the texts that tell it are cleared.
ALTER TABLE replies ADD COLUMN as_drafted boolean;
CREATE INDEX comments_to_clear ON comments (page_id, received_at)
    WHERE cleared_at IS NULL AND state IN ('sent', 'dismissed');
CREATE INDEX drafts_to_clear ON drafts (comment_id) WHERE cleared_at IS NULL;

-- An event's data without what anybody wrote: ids, labels and numbers stay.
CREATE FUNCTION event_data_without_texts(data jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(data)
     WHERE key NOT IN ('before', 'after', 'text', 'note', 'author', 'message', 'hint', 'name')
       AND value::text !~ '\s' AND length(value::text) <= 200
$$;

-- The log stays append-only: what happened, when, and by whom can't be changed. The one change that the database takes
-- is that texts leave an event's data, and only once its comment was cleared.
CREATE FUNCTION events_keep_what_happened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.data = event_data_without_texts(OLD.data)
       AND to_jsonb(NEW) - 'data' = to_jsonb(OLD) - 'data'
       AND EXISTS (SELECT FROM comments WHERE id = OLD.comment_id AND cleared_at IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the event log is append-only';
END $$;
DROP TRIGGER events_append_only ON events;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION events_keep_what_happened();
