-- An account may have no role of its own: then it sees only the pages that page_roles names.
ALTER TABLE users DROP CONSTRAINT users_role_check,
    ADD CONSTRAINT users_role_check CHECK (role IN ('none', 'viewer', 'drafter', 'approver', 'admin'));
CREATE INDEX page_roles_page ON page_roles (page_id);

-- An invitation can be found without its secret, made anew, and gives roles on single pages.
ALTER TABLE sign_in_links
    ADD COLUMN id          uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD COLUMN page_roles  jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN invited_by  text;

-- Where two people approved a reply: who was the first of them.
ALTER TABLE replies
    ADD COLUMN first_approved_by  uuid REFERENCES users,
    ADD COLUMN first_approved_at  timestamptz;

-- What people who may not approve would reply, each their newest wording.
CREATE TABLE proposals (
    comment_id    uuid NOT NULL REFERENCES comments,
    by_id         uuid NOT NULL REFERENCES users,
    text_version  integer NOT NULL,
    text          text NOT NULL,
    at            timestamptz NOT NULL,
    PRIMARY KEY (comment_id, by_id)
);
