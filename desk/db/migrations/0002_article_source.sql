-- Which folder, file or address an article was imported from; NULL where it was typed in, or stored before this was
-- kept. Pruning removes only what came from the same source, for the same page.
ALTER TABLE articles ADD COLUMN source text;
