-- Labels that people gave outside and that came in from a file.

CREATE TABLE lesson_imports (
    id         uuid PRIMARY KEY,
    page_id    text NOT NULL REFERENCES pages ON DELETE CASCADE,
    format     text NOT NULL,
    by         text NOT NULL,
    at         timestamptz NOT NULL,
    -- Of how many comments it set the label, and how many texts it brought along.
    labels     integer NOT NULL,
    examples   integer NOT NULL,
    undone_at  timestamptz
);
CREATE INDEX lesson_imports_page ON lesson_imports (page_id, at DESC);

-- Labelled texts that are no comments of the desk. They are masked, and nobody's name is kept.
CREATE TABLE lesson_examples (
    id           uuid PRIMARY KEY,
    page_id      text NOT NULL REFERENCES pages ON DELETE CASCADE,
    -- A hash of the words: the same words have one label on a page.
    key          text NOT NULL,
    text         text NOT NULL,
    intent       text NOT NULL,
    language     text,
    by           text NOT NULL,
    -- When people labelled it, as far as the file tells.
    at           timestamptz NOT NULL,
    import_id    uuid NOT NULL REFERENCES lesson_imports ON DELETE CASCADE,
    imported_at  timestamptz NOT NULL,
    -- What it was before an import changed it: intent, by, at, import and, again, before.
    before       jsonb,
    UNIQUE (page_id, key)
);
CREATE INDEX lesson_examples_import ON lesson_examples (import_id);

-- Which comments an import labelled.
CREATE INDEX events_lesson_import ON events ((data ->> 'import')) WHERE kind = 'relabelled' AND data ? 'import';
