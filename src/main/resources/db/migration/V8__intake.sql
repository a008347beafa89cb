-- Intake on its own, files that are taken back, what files looked like, and what could be read of refused rows.

alter table run add column kind text collate "C" not null default 'nightly' check (kind in ('nightly', 'intake'));

alter table source_file add column header jsonb not null default '[]';  -- the column names, in file order

-- What a person took back: bytes that are not read again.
create table withdrawal (
    sha256   text collate "C" primary key,
    path     text collate "C" not null,
    given_by text not null,
    given_at timestamptz not null default now()
);

-- What a refused row still says: {"id": "T-9", "contract": null, "values": {"opened": "2026-01-05"}, "unread": ["resolved"]}
alter table rejected_row
    add column glimpse jsonb,              -- empty for lines of totals, which are no row of anything
    add column item_id text collate "C";
create index rejected_row_item on rejected_row (item_id);
