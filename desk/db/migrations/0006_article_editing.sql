-- Articles are edited in the console: what each revision did, which comments' drafts cite an article, and the example
-- questions that a person did not want.
ALTER TABLE article_revisions ADD COLUMN change text NOT NULL DEFAULT 'saved'
    CHECK (change IN ('saved', 'deleted', 'restored'));
-- The revision whose text was brought back; NULL where a deleted article came back as it was.
ALTER TABLE article_revisions ADD COLUMN restored integer;

-- One row for an article and a comment: the last draft for it with a sentence that cites the article. It has no
-- foreign key to articles, so that a draft is stored whatever became of what it was written from.
CREATE TABLE article_uses (
    article_id  text NOT NULL,
    comment_id  uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    draft_id    uuid NOT NULL REFERENCES drafts ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    PRIMARY KEY (article_id, comment_id)
);
CREATE INDEX article_uses_newest ON article_uses (article_id, at DESC, comment_id DESC);

INSERT INTO article_uses (article_id, comment_id, draft_id, at)
    SELECT DISTINCT ON (1, 2) passage ->> 'article', d.comment_id, d.id, d.created_at
      FROM drafts d CROSS JOIN jsonb_array_elements(d.evidence) passage
     WHERE coalesce(passage ->> 'article', '') <> ''
       AND jsonb_path_exists(d.document, '$.draft.sentences[*] ? (@.evidence == $id)',
                             jsonb_build_object('id', passage -> 'id'))
     ORDER BY 1, 2, d.created_at DESC;

CREATE TABLE dismissed_questions (
    article_id  text NOT NULL REFERENCES articles ON DELETE CASCADE,
    key         text NOT NULL,
    question    text NOT NULL,
    actor       text NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (article_id, key)
);
