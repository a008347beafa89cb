-- What was issued, the terms that made it, and the ledger that only grows.

-- A contract version as it stood: its text, and the public holidays that its calendars kept.
create table terms (
    digest   text collate "C" primary key,
    contract text collate "C" not null,
    source   text collate "C" not null,   -- the file, relative to the workspace
    body     text not null,
    holidays jsonb not null                -- {"gb-eng": ["2026-01-01", …]}
);

alter table period_result
    add column state     text collate "C" not null default 'provisional'
        check (state in ('provisional', 'held', 'issued', 'restated')),
    add column terms     text collate "C" references terms,
    add column registers jsonb not null default '{}';  -- the register rows that the figures rest on: id and digest

create table posting (
    number    int primary key,
    run_id    bigint not null unique references run,
    posted_on date not null
);

create table ledger_line (
    line_id       text collate "C" primary key,
    seq           bigint generated always as identity unique,
    contract      text collate "C" not null,
    period        text collate "C" not null,
    revision      int not null,                        -- of the period's figures that it came with
    base_line_id  text collate "C" not null,           -- itself, or the line that it adjusts
    signed_amount numeric not null,                    -- positive: the customer's
    currency      text collate "C" not null,
    terms         text collate "C" not null references terms,
    run_id        bigint not null references run,
    posting       int references posting,              -- empty until the run that issued it has posted it
    body          text not null
);
create index ledger_line_period on ledger_line (contract, period);
create index ledger_line_posting on ledger_line (posting);

-- A line of the ledger is never changed and never taken away; only its posting is named once.
create function ledger_only_grows() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.posting is null and new.posting is not null
        and (to_jsonb(new) - 'posting') = (to_jsonb(old) - 'posting') then
        return new;
    end if;
    raise exception 'the ledger only grows: line % may not be changed', old.line_id;
end $$;
create trigger ledger_only_grows before update or delete on ledger_line
    for each row execute function ledger_only_grows();

-- The documents of issued figures, byte for byte: what was handed over can be handed over again.
create table issued_document (
    contract text collate "C" not null,
    period   text collate "C" not null,
    revision int not null,
    name     text collate "C" not null,    -- scorecard.pdf, breaches.csv …
    content  bytea not null,
    primary key (contract, period, revision, name)
);

-- What a run has to say to people beside its figures.
create table run_note (
    run_id   bigint not null references run,
    note_key text collate "C" not null,
    sentence text not null,
    primary key (run_id, note_key)
);

-- What a person ordered: a period kept back, or issued before its time.
create table closing_order (
    order_id bigint generated always as identity primary key,
    contract text collate "C" not null,
    period   text collate "C" not null,
    kind     text collate "C" not null check (kind in ('hold', 'release', 'close')),
    reason   text not null,
    given_by text not null,
    given_at timestamptz not null default now()
);

alter table source_file add column withdrawn_by bigint references run;  -- the run that took it back
