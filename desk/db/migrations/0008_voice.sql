-- A page's voice stands together in its settings.
UPDATE pages SET settings = settings - 'sign_with' - 'language' || jsonb_build_object('voice', jsonb_strip_nulls(
    jsonb_build_object('sign_with', settings -> 'sign_with', 'variant', settings -> 'language')))
 WHERE NOT settings ? 'voice';

-- What a page said lately, so that the next draft doesn't say it again.
ALTER TABLE replies ADD COLUMN page_id text REFERENCES pages;
UPDATE replies r SET page_id = c.page_id FROM comments c WHERE c.id = r.comment_id;
ALTER TABLE replies ALTER COLUMN page_id SET NOT NULL;
CREATE INDEX replies_lately ON replies (page_id, approved_at DESC) WHERE state <> 'cancelled';
CREATE INDEX comments_waiting_lately ON comments (page_id, received_at DESC) WHERE state = 'waiting' AND draft_id IS NOT NULL;
