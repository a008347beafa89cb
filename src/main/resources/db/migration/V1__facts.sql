-- What vendors claim. A fact is never overwritten: each change is a version beside the old one, with the file and row
-- that brought it. The columns after "own" are the kind's canonical fields, in the order of FactKind.

create table source_file (
    file_id    bigint generated always as identity primary key,
    vendor     text collate "C" not null,
    feed       text collate "C" not null,
    path       text collate "C" not null,   -- relative to the inbox
    sha256     text collate "C" not null,
    bytes      bigint not null,
    modified   timestamptz not null,
    run_id     bigint not null,
    state      text collate "C" not null check (state in ('reading', 'done', 'quarantined', 'withdrawn')),
    reason     text,
    traits     text,                        -- encoding, delimiter, header row and the like, as found
    rows_read  bigint not null,
    accepted   bigint not null,
    unchanged  bigint not null,
    superseded bigint not null,
    rejected   bigint not null,
    first_seen timestamptz not null,
    finished   timestamptz
);
create unique index source_file_content on source_file (feed, sha256) where state <> 'withdrawn';
create index source_file_vendor on source_file (vendor);

create table rejected_row (
    file_id     bigint not null references source_file,
    sheet       text,
    row_no      int not null,
    column_name text not null,
    found       text not null,
    reason      text not null,
    remedy      text not null,
    cells       jsonb not null             -- [["Number", "INC1"], …]: the row as the vendor sent it
);
create index rejected_row_file on rejected_row (file_id);

-- The key begins with the id, because that is where two rows differ: a load compares little else.
create table ticket (
    vendor        text collate "C" not null,
    id            text collate "C" not null,
    version       int not null,
    contract      text collate "C",
    file_id       bigint not null,
    sheet         text collate "C",
    row_no        int not null,
    order_at      timestamptz,             -- the latest-by value
    fingerprint   bigint not null,         -- equal content, equal fingerprint
    days          int not null,            -- bit i: the i-th moment was given as a date without a time (stored as UTC midnight)
    own           jsonb,
    title         text collate "C",
    type          text collate "C",
    priority      text collate "C",
    category      text collate "C",
    service       text collate "C",
    status        text collate "C",
    opened        timestamptz,
    responded     timestamptz,
    resolved      timestamptz,
    closed        timestamptz,
    due           timestamptz,
    updated       timestamptz,
    group_name    text collate "C",
    assignee      text collate "C",
    reopens       int,
    hold_seconds  bigint,
    satisfaction  numeric,
    primary key (id, vendor, version)
);

create table ticket_status (
    vendor text collate "C" not null, id text collate "C" not null, version int not null, contract text collate "C",
    file_id bigint not null, sheet text collate "C", row_no int not null, order_at timestamptz, fingerprint bigint not null,
    days int not null, own jsonb,
    ticket  text collate "C",
    status  text collate "C",
    from_at timestamptz,
    to_at   timestamptz,
    primary key (id, vendor, version)
);

create table timesheet (
    vendor text collate "C" not null, id text collate "C" not null, version int not null, contract text collate "C",
    file_id bigint not null, sheet text collate "C", row_no int not null, order_at timestamptz, fingerprint bigint not null,
    days int not null, own jsonb,
    person      text collate "C",
    role        text collate "C",
    work_date   timestamptz,
    week_end    timestamptz,
    hours       numeric,
    start_at    timestamptz,
    end_at      timestamptz,
    rate        numeric,
    amount      numeric,
    project     text collate "C",
    ticket      text collate "C",
    deliverable text collate "C",
    approved_by text collate "C",
    approved    text collate "C",
    submitted   timestamptz,
    primary key (id, vendor, version)
);

create table deliverable (
    vendor text collate "C" not null, id text collate "C" not null, version int not null, contract text collate "C",
    file_id bigint not null, sheet text collate "C", row_no int not null, order_at timestamptz, fingerprint bigint not null,
    days int not null, own jsonb,
    title       text collate "C",
    due         timestamptz,
    delivered   timestamptz,
    accepted_at timestamptz,
    rejections  int,
    fee         numeric,
    primary key (id, vendor, version)
);

create table reading (
    vendor text collate "C" not null, id text collate "C" not null, version int not null, contract text collate "C",
    file_id bigint not null, sheet text collate "C", row_no int not null, order_at timestamptz, fingerprint bigint not null,
    days int not null, own jsonb,
    metric text collate "C",
    at     timestamptz,
    value  numeric,
    unit   text collate "C",
    primary key (id, vendor, version)
);

-- A contract's facts lie together within each block that was loaded (the rows of a block are sorted by contract), so a
-- block-range index finds them, and costs the load next to nothing where a tree would cost it a third.
create index ticket_contract on ticket using brin (contract) with (pages_per_range = 4);
create index ticket_status_contract on ticket_status using brin (contract) with (pages_per_range = 4);
create index timesheet_contract on timesheet using brin (contract) with (pages_per_range = 4);
create index deliverable_contract on deliverable using brin (contract) with (pages_per_range = 4);
create index reading_contract on reading using brin (contract) with (pages_per_range = 4);
