-- What people do together: who may what on which page, who looks after a comment, and how long it can wait.

-- The role on one page, where it differs from the account's own; 'none' hides the page.
CREATE TABLE page_roles (
    user_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    page_id  text NOT NULL REFERENCES pages,
    role     text NOT NULL CHECK (role IN ('none', 'viewer', 'drafter', 'approver', 'admin')),
    PRIMARY KEY (user_id, page_id)
);

ALTER TABLE comments
    ADD COLUMN assignee_id    uuid REFERENCES users,
    ADD COLUMN snoozed_until  timestamptz,
    -- By when the page promises a reply, in its business hours.
    ADD COLUMN due_at         timestamptz,
    -- How many may have seen it, where the platform tells.
    ADD COLUMN reach          integer NOT NULL DEFAULT 0,
    ADD COLUMN escalated      boolean NOT NULL DEFAULT false,
    ADD COLUMN unsure         boolean NOT NULL DEFAULT false,
    ADD COLUMN language       text,
    -- Its place among those that wait: the time by which it should be looked at, earlier for what is graver.
    ADD COLUMN place_at       timestamptz;
UPDATE comments SET place_at = received_at, due_at = received_at + interval '1 day', escalated = urgency >= 1000,
    language = understanding ->> 'language', unsure = coalesce((understanding ->> 'unsure')::boolean, false);
ALTER TABLE comments ALTER COLUMN place_at SET NOT NULL;

CREATE TABLE notes (
    id          uuid PRIMARY KEY,
    comment_id  uuid NOT NULL REFERENCES comments,
    author_id   uuid NOT NULL REFERENCES users,
    text        text NOT NULL,
    mentions    uuid[] NOT NULL DEFAULT '{}',
    at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notes_comment ON notes (comment_id, at);

-- A reply that one person approved on a page that demands a second; it is no approval yet.
CREATE TABLE first_approvals (
    comment_id    uuid PRIMARY KEY REFERENCES comments,
    text_version  integer NOT NULL,
    text          text NOT NULL,
    draft_id      uuid REFERENCES drafts,
    by_id         uuid NOT NULL REFERENCES users,
    at            timestamptz NOT NULL
);

-- Changes to pages, people, tokens and settings; comments have their own log.
CREATE TABLE audit (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    actor    text NOT NULL,
    action   text NOT NULL,
    subject  text NOT NULL,
    page_id  text,
    data     jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_at ON audit (at DESC, id DESC);
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION events_are_append_only();
