-- What other systems handled before: that it was, when, and what it was; no words and no names. Its pairs are in
-- remembered_replies, masked. Nothing refers from here to comments, replies or connections: from here nothing can be sent.
CREATE TABLE imported_history (
    page_id       text NOT NULL REFERENCES pages ON DELETE CASCADE,
    source        text NOT NULL,
    -- A digest of the export's own id: enough to know it again, too little to look anybody up.
    key           bytea NOT NULL,
    channel       text NOT NULL,
    intent        text,
    -- False for a reply whose comment the export doesn't hold.
    has_comment   boolean NOT NULL,
    has_reply     boolean NOT NULL,
    commented_at  timestamptz,
    replied_at    timestamptz,
    imported_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (page_id, source, key),
    CHECK (has_comment OR has_reply)
);
