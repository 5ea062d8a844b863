-- Decisions by their time: how many came since the last run of learning.
CREATE INDEX events_decided ON events (at) WHERE kind IN ('relabelled', 'approved', 'dismissed');
-- Comments that were closed without a word on what they are: they may be offered for labelling.
CREATE INDEX events_closed_without_label ON events (page_id, at)
    WHERE kind = 'dismissed' AND data ->> 'reason' IN ('answered-elsewhere', 'duplicate', 'other');
