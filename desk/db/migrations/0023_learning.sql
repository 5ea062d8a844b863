-- Learning from decisions: runs, the models that came of them, which one serves, and settled disagreements.

CREATE TABLE models (
    id            uuid PRIMARY KEY,
    -- In the data folder, by name; its contents are checked before it serves.
    file          text NOT NULL,
    sha256        text NOT NULL,
    -- What it learned from beside the shipped examples, and which code trained it.
    data_hash     text NOT NULL,
    code_version  text NOT NULL,
    learned       integer NOT NULL DEFAULT 0,
    -- It learned from no decision that is newer.
    cut           timestamptz,
    figures       jsonb NOT NULL DEFAULT '{}',
    state         text NOT NULL CHECK (state IN ('champion', 'former', 'kept', 'damaged')),
    made_at       timestamptz NOT NULL,
    promoted_at   timestamptz,
    promoted_by   text
);
CREATE UNIQUE INDEX models_champion ON models ((true)) WHERE state = 'champion';

-- Every change of the model that serves, so that a rollback knows where from.
CREATE TABLE model_changes (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind      text NOT NULL CHECK (kind IN ('registered', 'promoted', 'rolled_back')),
    model_id  uuid NOT NULL REFERENCES models,
    before    uuid REFERENCES models,
    by        text NOT NULL,
    at        timestamptz NOT NULL
);

CREATE TABLE learning_runs (
    id               uuid PRIMARY KEY,
    state            text NOT NULL
                     CHECK (state IN ('asked', 'running', 'promoted', 'kept', 'nothing', 'cancelled', 'failed')),
    asked_by         text NOT NULL,
    asked_at         timestamptz NOT NULL,
    started_at       timestamptz,
    ended_at         timestamptz,
    stage            text,
    detail           text,
    stage_at         timestamptz,
    stages           jsonb NOT NULL DEFAULT '[]',
    cancelled_by     text,
    error            text,
    report           jsonb,
    model_id         uuid REFERENCES models
);
-- One at a time.
CREATE UNIQUE INDEX learning_runs_open ON learning_runs ((true)) WHERE state IN ('asked', 'running');
CREATE INDEX learning_runs_asked ON learning_runs (asked_at DESC);

-- Which label holds for texts that people had labelled differently; the text itself is not kept here, only its hash.
CREATE TABLE label_settlements (
    key     text PRIMARY KEY,
    intent  text NOT NULL,
    by      text NOT NULL,
    at      timestamptz NOT NULL
);
