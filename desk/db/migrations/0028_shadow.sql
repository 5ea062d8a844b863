-- A model that reads new comments beside the one that serves.
CREATE TABLE shadow_runs (
    id           uuid PRIMARY KEY,
    model_id     uuid NOT NULL REFERENCES models,
    -- The one that serves meanwhile.
    champion_id  uuid NOT NULL REFERENCES models,
    state        text NOT NULL CHECK (state IN ('asked', 'running', 'finished', 'stopped', 'ended', 'failed')),
    hours        smallint NOT NULL CHECK (hours BETWEEN 1 AND 168),
    asked_by     text NOT NULL,
    asked_at     timestamptz NOT NULL,
    started_at   timestamptz,
    until        timestamptz,
    ended_at     timestamptz,
    stopped_by   text,
    -- Why it ended before its time, for a person.
    why          text,
    -- How often in a row the model could not read.
    failures     smallint NOT NULL DEFAULT 0,
    -- The worker that reads, and until when it is believed to.
    holder       uuid,
    held_until   timestamptz
);
-- One at a time.
CREATE UNIQUE INDEX shadow_runs_open ON shadow_runs ((true)) WHERE state IN ('asked', 'running');
CREATE INDEX shadow_runs_asked ON shadow_runs (asked_at DESC);

-- What both understood; texts are not kept here, they are looked up while they are there.
CREATE TABLE shadow_readings (
    shadow_id         uuid NOT NULL REFERENCES shadow_runs ON DELETE CASCADE,
    comment_id        uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    text_version      integer NOT NULL,
    at                timestamptz NOT NULL,
    champion          text NOT NULL,
    champion_share    real NOT NULL,
    -- Null where the model could make nothing of the text.
    challenger        text,
    challenger_share  real,
    PRIMARY KEY (shadow_id, comment_id)
);
CREATE INDEX shadow_readings_comment ON shadow_readings (comment_id);
