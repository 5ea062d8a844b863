-- Where two people approve, both approve to whom the reply goes: everybody, or its author alone.
ALTER TABLE first_approvals ADD COLUMN private boolean NOT NULL DEFAULT false;
