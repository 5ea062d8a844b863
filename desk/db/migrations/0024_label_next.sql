-- What to label next: a short list a page and day.

-- The newest that wait, the unsure ones apart: what a list is chosen from.
CREATE INDEX comments_to_label ON comments (page_id, unsure, received_at DESC)
    WHERE state IN ('received', 'drafting', 'waiting') AND understanding IS NOT NULL AND text <> ''
      AND deleted_at IS NULL AND cleared_at IS NULL AND forgotten_at IS NULL;
-- The newest that people labelled: what those are compared with.
CREATE INDEX events_relabelled ON events (page_id, id DESC) WHERE kind = 'relabelled';

CREATE TABLE label_lists (
    page_id     text NOT NULL REFERENCES pages ON DELETE CASCADE,
    day         date NOT NULL,
    place       smallint NOT NULL,
    comment_id  uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    why         text NOT NULL CHECK (why IN ('unsure', 'divided', 'new')),
    PRIMARY KEY (page_id, day, comment_id)
);
CREATE INDEX label_lists_comment ON label_lists (comment_id);

-- Who couldn't tell what a comment is; it is on nobody's later list.
CREATE TABLE label_skips (
    comment_id  uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    PRIMARY KEY (comment_id, user_id)
);
CREATE INDEX label_skips_user ON label_skips (user_id);
