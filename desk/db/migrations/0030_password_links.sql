-- Links with which somebody who forgot their password sets a new one: each works once, and only the last one made.
CREATE TABLE password_links (
    token_hash  bytea PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    made_by     text NOT NULL,
    made_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz,
    -- Set when a later link was made, or the password was set by another way.
    ended_at    timestamptz
);
CREATE INDEX password_links_user ON password_links (user_id);
