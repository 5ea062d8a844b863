-- Replies that people approved or sent elsewhere, with the comments they answered: both without personal data.
CREATE TABLE remembered_replies (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    page_id     text NOT NULL REFERENCES pages ON DELETE CASCADE,
    reply_id    uuid UNIQUE REFERENCES replies ON DELETE CASCADE,
    source      text NOT NULL CHECK (source IN ('approved', 'imported')),
    channel     text NOT NULL,
    comment     text NOT NULL,
    reply       text NOT NULL,
    intent      text,
    articles    text[] NOT NULL DEFAULT '{}',
    embedding   vector(384) NOT NULL,
    words       tsvector GENERATED ALWAYS AS (to_tsvector('english', left(comment, 20000))) STORED,
    decided_at  timestamptz,
    CHECK ((source = 'approved') = (reply_id IS NOT NULL))
);
-- The same file again brings nothing new.
CREATE UNIQUE INDEX remembered_replies_imported ON remembered_replies (page_id, md5(comment), md5(reply))
    WHERE source = 'imported';
CREATE INDEX remembered_replies_embedding ON remembered_replies USING hnsw (embedding vector_cosine_ops);
CREATE INDEX remembered_replies_words ON remembered_replies USING gin (words);
CREATE INDEX remembered_replies_page ON remembered_replies (page_id);

-- What was sent before there was a memory enters it too, when the worker comes to it.
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
    SELECT 'remembering', 'remember', jsonb_build_object('reply_id', id) FROM replies WHERE state = 'sent';
