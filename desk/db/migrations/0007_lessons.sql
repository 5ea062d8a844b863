-- What people added to drafts, cut from them and kept before they were sent, by the article that the draft rested on:
-- one row a sent reply, its sentences without personal data. Who approved it stands in replies.
CREATE TABLE lessons (
    reply_id    uuid PRIMARY KEY REFERENCES replies ON DELETE CASCADE,
    page_id     text NOT NULL REFERENCES pages ON DELETE CASCADE,
    article_id  text NOT NULL,
    added       text[] NOT NULL,
    cut         text[] NOT NULL,
    kept        text[] NOT NULL,
    drafted_at  timestamptz NOT NULL,
    sent_at     timestamptz NOT NULL
);
CREATE INDEX lessons_recent ON lessons (page_id, article_id, sent_at DESC);

-- Set when somebody asked to be forgotten: nothing that was answered to this comment is remembered again.
ALTER TABLE comments ADD COLUMN forgotten_at timestamptz;

-- What was sent before teaches too, when the worker comes to it.
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
    SELECT 'remembering', 'remember', jsonb_build_object('reply_id', id) FROM replies
     WHERE state = 'sent' AND draft_id IS NOT NULL;
