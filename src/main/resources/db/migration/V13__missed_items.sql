-- Figures are kept for ever; which items missed is what grows, and may be kept for a while. So the items lie in a table of their
-- own, by the month in which their period ends: all that lies in a month grows old on one day, whether its period was a week or
-- a year. Of items that were dropped a figure keeps how many they were and what their money is made of. See settle.postgres.

alter table period_result rename to period_result_before;
alter index period_result_pkey rename to period_result_before_pkey;

-- One contract, one measurement period, as evaluated. Made anew, so that the items that it held give back their room.
create table period_result (
    contract         text collate "C" not null,
    period           text collate "C" not null,
    period_from      date not null,
    last_day         date not null,            -- of the period
    revision         int not null,
    vendor           text collate "C" not null,
    contract_version date not null,
    run_id           bigint not null references run,
    state            text collate "C" not null default 'provisional'
        check (state in ('provisional', 'held', 'issued', 'restated')),
    terms            text collate "C" references terms,
    registers        jsonb not null default '{}', -- the register rows that the figures rest on: id and digest
    digest           text collate "C" not null, -- of the body and the items, as they were stored
    body             text not null,
    dropped          jsonb,                    -- what stays of items that were dropped, by level
    primary key (contract, period, revision)
);
insert into period_result select contract, period, period_from,
    (period_from + case when period ~ '^\d+$' then interval '1 year' when period ~ '-Q\d$' then interval '3 months'
        when period ~ '-W\d\d$' then interval '7 days' else interval '1 month' end - interval '1 day')::date,
    revision, vendor, contract_version, run_id, state, terms, registers, digest, body
    from period_result_before;

-- A period without a missed item has no row. No table of the rest takes what has no month yet: contracts that are evaluated at a
-- time would wait for each other there, crosswise. What lies far away has two tables of its own instead.
create table missed_items (
    contract text collate "C" not null,
    period   text collate "C" not null,
    revision int not null,
    last_day date not null,
    items    text not null,                    -- {"SL-1": [{"item": "INC1", …}], …}
    primary key (contract, period, revision, last_day)
) partition by range (last_day);
create table missed_items_before partition of missed_items for values from (minvalue) to ('1990-01-01');
create table missed_items_after partition of missed_items for values from ('2100-01-01') to (maxvalue);

-- As in V12, and for tables that have no table of the rest.
create or replace function make_months(parent text, months date[]) returns void language plpgsql security definer as $$
declare
    moment text := case parent
        when 'ticket' then 'opened' when 'ticket_status' then 'from_at' when 'timesheet' then 'work_date'
        when 'deliverable' then 'due' when 'reading' then 'at' when 'rejected_row' then 'month'
        when 'missed_items' then 'last_day' end;
    last date := case parent when 'missed_items' then date '2099-12-01' else (current_date + interval '3 years')::date end;
    start date;
    month text;
    taken boolean := false;
begin
    if moment is null then
        raise exception 'the table % has no months', parent;
    end if;
    months := array(select day from unnest(months) as asked (day) where day = date_trunc('month', day)
        and day between date '1990-01-01' and last
        and to_regclass(quote_ident(parent || to_char(day, '_YYYY_MM'))) is null);
    if cardinality(months) = 0 then
        return; -- nearly always
    end if;
    execute format('lock table only %I in share update exclusive mode', parent);
    foreach start in array months loop
        month := parent || to_char(start, '_YYYY_MM');
        continue when to_regclass(quote_ident(month)) is not null;
        if to_regclass(quote_ident(parent || '_rest')) is not null then
            -- A month whose rows lie among the rest already stays there.
            execute format('select exists (select from %I where %I >= $1 and %2$I < $2)', parent || '_rest', moment)
                into taken using start::timestamp at time zone 'UTC', (start + interval '1 month') at time zone 'UTC';
        end if;
        continue when taken;
        execute format('create table %I (like %I)', month, parent);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, month,
            to_char(start, 'YYYY-MM-DD "00:00:00+00"'), to_char(start + interval '1 month', 'YYYY-MM-DD "00:00:00+00"'));
    end loop;
end $$;

-- Missed items are of no file, but of figures.
alter table dropped_month alter column file_id drop not null;

create or replace function drop_month(parent text, start date, reach date, retention int, run bigint, today date) returns bigint
language plpgsql security definer as $$
declare
    month text := parent || to_char(start, '_YYYY_MM');
    least int := case when parent = 'rejected_row' then 6
        when parent in ('ticket', 'ticket_status', 'timesheet', 'reading', 'missed_items') then 14 end;
    source text := case parent when 'missed_items' then 'null::bigint' else 'file_id' end;
    held bigint;
begin
    if least is null or start <> date_trunc('month', start)
        or start + interval '1 month' + make_interval(months => greatest(least, retention)) > current_date + 2 then -- clocks differ
        raise exception 'the month % of % is too young to be dropped', start, parent using errcode = '42501';
    end if;
    if to_regclass(quote_ident(month)) is null then
        return 0;
    end if;
    execute format('insert into dropped_month select %L, $1, %s, count(*), $2, $3, $4, $5 from %I group by 3',
        parent, source, month) using start, reach, retention, run, today;
    execute format('select count(*) from %I', month) into held;
    execute format('drop table %I', month);
    return held;
end $$;

do $$
begin
    execute format('alter function make_months(text, date[]) set search_path = %I, pg_temp', current_schema());
    execute format('alter function drop_month(text, date, date, int, bigint, date) set search_path = %I, pg_temp',
        current_schema());
end $$;

create temp table missed_before on commit drop as select contract, period, revision, last_day, b.misses as items
    from period_result_before b join period_result using (contract, period, revision) where b.misses like '%[{%';
select make_months('missed_items', array(select distinct date_trunc('month', last_day)::date from missed_before));
insert into missed_items select * from missed_before;
drop table period_result_before;
