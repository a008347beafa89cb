-- Lines of files that say what a row says, so that an export of which little has changed is hardly read: see
-- facts.postgres.KnownLines. Nothing is lost where it is emptied; the next files are then read in full.
create table known_line (
    block_id     bigint generated always as identity primary key,
    feed         text collate "C" not null,
    reading      text collate "C" not null,  -- what the meaning of a line follows from beside the line
    lines        bytea not null,             -- eight bytes a line: its fingerprint
    items        bytea not null,             -- eight bytes a line: the hash of the item's id
    row_ordinals bytea not null              -- four bytes a line: the row of known_rows that says the same
);
create index known_line_feed on known_line (feed, block_id);
-- hashes do not get smaller
alter table known_line alter column lines set storage external;
alter table known_line alter column items set storage external;
alter table known_line alter column row_ordinals set storage external;

-- Files that were taken back and put in again: they did not count from one run to the other.
create table file_absence (
    file_id      bigint not null references source_file,
    withdrawn_by bigint not null,            -- the run that took its facts back
    restored_by  bigint not null             -- the run from which on they counted again
);
alter table withdrawal add column restored_by text;
