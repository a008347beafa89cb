-- Facts by the month in which they happened, refused rows by the month of the night that read them: what is old is a table that
-- can be dropped. Months are made when rows of them come; rows without a moment, or with one that no month is made for (a year
-- mistyped), lie in the table of the rest. See facts.postgres.Months.

-- Makes the months that are not there. It belongs to the owner of the tables, so that whoever works at night needs no right to
-- make any. Others that make months wait here; who reads, or stores
-- among the rest, keeps it waiting no longer than a statement or a block takes.
create function make_months(parent text, months date[]) returns void language plpgsql security definer as $$
declare
    moment text := case parent
        when 'ticket' then 'opened' when 'ticket_status' then 'from_at' when 'timesheet' then 'work_date'
        when 'deliverable' then 'due' when 'reading' then 'at' when 'rejected_row' then 'month' end;
    start date;
    month text;
    taken boolean;
begin
    if moment is null then
        raise exception 'the table % has no months', parent;
    end if;
    months := array(select day from unnest(months) as asked (day) where day = date_trunc('month', day)
        and day between date '1990-01-01' and current_date + interval '3 years'
        and to_regclass(quote_ident(parent || to_char(day, '_YYYY_MM'))) is null);
    if cardinality(months) = 0 then
        return; -- nearly always
    end if;
    execute format('lock table only %I in share update exclusive mode', parent);
    foreach start in array months loop
        month := parent || to_char(start, '_YYYY_MM');
        continue when to_regclass(quote_ident(month)) is not null;
        -- A month whose rows lie among the rest already stays there.
        execute format('select exists (select from %I where %I >= $1 and %2$I < $2)', parent || '_rest', moment)
            into taken using start::timestamp at time zone 'UTC', (start + interval '1 month') at time zone 'UTC';
        continue when taken;
        execute format('create table %I (like %I)', month, parent);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, month,
            to_char(start, 'YYYY-MM-DD "00:00:00+00"'), to_char(start + interval '1 month', 'YYYY-MM-DD "00:00:00+00"'));
    end loop;
end $$;

-- Before facts are read: tells the planner of months that have grown by much since it was told, where each contract's rows lie and
-- how many they are. By their pages, which it counts itself whenever it is told.
create function know_months() returns void language plpgsql security definer as $$
declare
    month regclass;
begin
    for month in select c.oid from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = any (array['ticket', 'ticket_status', 'timesheet', 'deliverable', 'reading']::regclass[])
            and pg_relation_size(c.oid) / current_setting('block_size')::int > 1.2 * c.relpages + 500 loop
        perform brin_summarize_new_values(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
            join pg_am a on a.oid = c.relam where i.indrelid = month and a.amname = 'brin';
        execute format('analyze %s (vendor, contract, id)', month);
    end loop;
end $$;

-- What was dropped, by file: what is issued of that time is measured no more, and its files cannot be taken back.
create table dropped_month (
    facts      text collate "C" not null,    -- the table
    month      date not null,
    file_id    bigint not null,              -- whose rows
    rows       bigint not null,
    reach      date not null,                -- the first day of which none of them speaks
    retention  int not null,                 -- in months
    dropped_by bigint not null,              -- the run
    dropped_on date not null                 -- the day of its as-of
);

-- Drops a month and writes down what it held; how many rows that were. It trusts nobody with what is young.
create function drop_month(parent text, start date, reach date, retention int, run bigint, today date) returns bigint
language plpgsql security definer as $$
declare
    month text := parent || to_char(start, '_YYYY_MM');
    least int := case when parent = 'rejected_row' then 6 when parent in ('ticket', 'ticket_status', 'timesheet', 'reading')
        then 14 end;
    held bigint;
begin
    if least is null or start <> date_trunc('month', start)
        or start + interval '1 month' + make_interval(months => greatest(least, retention)) > current_date + 2 then -- clocks differ
        raise exception 'the month % of % is too young to be dropped', start, parent using errcode = '42501';
    end if;
    if to_regclass(quote_ident(month)) is null then
        return 0;
    end if;
    execute format('insert into dropped_month select %L, $1, file_id, count(*), $2, $3, $4, $5 from %I group by file_id',
        parent, month) using start, reach, retention, run, today;
    execute format('select count(*) from %I', month) into held;
    execute format('drop table %I', month);
    return held;
end $$;

revoke execute on function make_months(text, date[]), know_months(),
    drop_month(text, date, date, int, bigint, date) from public;

do $$
declare
    each record;
begin
    execute format('alter function make_months(text, date[]) set search_path = %I, pg_temp', current_schema());
    execute format('alter function know_months() set search_path = %I, pg_temp', current_schema());
    execute format('alter function drop_month(text, date, date, int, bigint, date) set search_path = %I, pg_temp',
        current_schema());
    for each in select * from (values ('ticket', 'opened'), ('ticket_status', 'from_at'), ('timesheet', 'work_date'),
            ('deliverable', 'due'), ('reading', 'at')) as kinds (facts, moment) loop
        execute format('alter table %1$I rename to %2$I; drop index %3$I; create table %1$I (like %2$I) partition by range (%4$I)',
            each.facts, each.facts || '_before', each.facts || '_contract', each.moment);
        -- A contract's facts lie together within each block that was loaded: see V1.
        execute format('create index %I on %I using brin (contract) with (pages_per_range = 4)',
            each.facts || '_contract', each.facts);
        execute format('create table %I partition of %I default', each.facts || '_rest', each.facts);
        execute format('select make_months(%L, array(select distinct date_trunc(''month'', %I at time zone ''UTC'')::date from %I
            where %2$I between ''1990-01-01'' and now() + interval ''3 years''))',
            each.facts, each.moment, each.facts || '_before');
        execute format('insert into %I select * from %I', each.facts, each.facts || '_before');
        execute format('drop table %I', each.facts || '_before');
    end loop;
end $$;

-- Without a key to source_file: files are never deleted, and a key would have each new month wait for everybody who reads one.
alter table rejected_row rename to rejected_row_before;
drop index rejected_row_file;
drop index rejected_row_item;
create table rejected_row (
    month       date not null,             -- of the as-of of the run that read its file
    file_id     bigint not null,
    sheet       text,
    row_no      int not null,
    column_name text not null,
    found       text not null,
    reason      text not null,
    remedy      text not null,
    cells       jsonb not null,            -- [["Number", "INC1"], …]: the row as the vendor sent it
    glimpse     jsonb,
    item_id     text collate "C"
) partition by range (month);
create index rejected_row_file on rejected_row (file_id);
create index rejected_row_item on rejected_row (item_id);
create table rejected_row_rest partition of rejected_row default;
create temp table month_of on commit drop as select file_id, date_trunc('month',
    coalesce(to_date(nullif(left(as_of, 7), ''), 'YYYY-MM'), first_seen))::date as month from source_file;
select make_months('rejected_row', array(select distinct month from month_of join rejected_row_before using (file_id)));
insert into rejected_row select month, file_id, sheet, row_no, column_name, found, reason, remedy, cells, glimpse, item_id
    from rejected_row_before join month_of using (file_id);
drop table rejected_row_before;
