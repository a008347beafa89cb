-- What each row says, as a fingerprint, beside the facts and a block at a time. A load learns from it which rows are
-- known; a tree over a table of facts costs a load more than storing them does, and nobody else looks a fact up by its id.
create table known_rows (
    block_id bigint generated always as identity primary key,
    vendor   text collate "C" not null,
    kind     text collate "C" not null,
    file_id  bigint not null references source_file,
    -- eight bytes a row, in the order of the file; what a reader makes of them says facts.postgres.KnownRows
    hashes   bytea not null,   -- of the item's id
    prints   bytea not null,   -- of the content
    orders   bytea,            -- the latest-by value, where any row has one
    later    bytea             -- rows that are not their item's first: place, version, the row before
);
create index known_rows_vendor on known_rows (vendor, kind, block_id);
-- hashes do not get smaller
alter table known_rows alter column hashes set storage external;
alter table known_rows alter column prints set storage external;

alter table ticket drop constraint ticket_pkey;
alter table ticket_status drop constraint ticket_status_pkey;
alter table timesheet drop constraint timesheet_pkey;
alter table deliverable drop constraint deliverable_pkey;
alter table reading drop constraint reading_pkey;
