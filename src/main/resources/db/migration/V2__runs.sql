-- Every run of the night, and what it left: figures by contract and period, and which documents stand on disk.

create table run (
    run_id      bigint generated always as identity primary key,
    as_of       text collate "C" not null,   -- as given: a date or an instant
    inputs      text collate "C" not null,   -- digest of contracts, feeds and inbox
    vendors     text collate "C" not null,   -- '' for all, else ids joined by a comma
    reports     text collate "C" not null,   -- the folder of its documents
    short_id    text collate "C" not null,   -- printed in the foot of documents
    state       text collate "C" not null check (state in ('running', 'finished')),
    started     timestamptz not null,
    finished    timestamptz,
    exit_code   int,
    last_line   text,
    concerns    jsonb not null default '[]'  -- what needs a person, so that the next night tells new from old
);

alter table source_file add column feed_digest text collate "C" not null default '';
alter table source_file add column as_of text collate "C" not null default '';

-- One contract, one measurement period, as evaluated; the misses apart, because a history needs none.
create table period_result (
    contract         text collate "C" not null,
    period           text collate "C" not null,
    period_from      date not null,
    revision         int not null,
    vendor           text collate "C" not null,
    contract_version date not null,
    run_id           bigint not null references run,
    digest           text collate "C" not null,
    body             text not null,
    misses           text not null,
    primary key (contract, period, revision)
);

-- What stands on disk for a contract and period, so that an unchanged scorecard is not made again.
create table published (
    reports  text collate "C" not null,
    contract text collate "C" not null,
    period   text collate "C" not null,
    digest   text collate "C" not null,
    run_id   bigint not null references run,
    primary key (reports, contract, period)
);
