-- What each run read beside the inbox, each text once: a figure can be explained, and an earlier day shown again, under the
-- contracts, feeds and registers of then.
create table input_text (
    sha256  text collate "C" primary key,
    content bytea not null
);
create table run_input (
    run_id bigint not null references run,
    path   text collate "C" not null,      -- relative to the workspace
    sha256 text collate "C" not null references input_text,
    primary key (run_id, path)
);

-- Every run that wrote a period's documents, not only the last: their foot names it.
alter table published drop constraint published_pkey;
alter table published add primary key (reports, contract, period, run_id);
