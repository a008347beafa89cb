-- The figures of the benchmark's 50 contracts in SQL, as somebody would write it by hand for these eight levels: the newest
-- version of each ticket, business hours in London (Monday to Friday, 08:00 to 18:00; October 2026 has no public holiday),
-- and all levels in one pass. bench/run times it and compares every figure with measurements.csv.
set timezone = 'Europe/London';

create temp table office as
with days as (
    select day::date as day, extract(isodow from day) < 6 as works
    from generate_series(timestamp '2026-10-01', timestamp '2026-11-30', interval '1 day') day)
select day, works, (day + time '08:00') at time zone 'Europe/London' as opens,
    sum(case when works then 36000 else 0 end) over (order by day rows between unbounded preceding and current row)
        - case when works then 36000 else 0 end as before,
    (select later.day from days later where later.day > days.day and later.works order by later.day offset 2 limit 1) as third
from days;
analyze office;

create temp table figures as
with newest as (
    select distinct on (t.id) t.contract, t.type, t.priority, t.opened, t.responded, t.resolved
    from ticket t join source_file f using (file_id)
    where t.vendor = 'bench' and f.state = 'done'
    order by t.id, t.order_at desc nulls last, t.version desc),
timed as (
    select n.contract, n.type, n.priority,
        n.opened >= '2026-10-01' and n.opened < '2026-11-01' as opened_now,
        n.resolved >= '2026-10-01' and n.resolved < '2026-11-01' as resolved_now,
        extract(epoch from n.resolved - n.opened)::bigint as clock,
        r.before + case when r.works then least(greatest(extract(epoch from n.resolved - r.opens), 0), 36000) else 0 end
            - o.before - case when o.works then least(greatest(extract(epoch from n.opened - o.opens), 0), 36000) else 0 end
            as office,
        p.before + case when p.works then least(greatest(extract(epoch from n.responded - p.opens), 0), 36000) else 0 end
            - o.before - case when o.works then least(greatest(extract(epoch from n.opened - o.opens), 0), 36000) else 0 end
            as response,
        d.before + least(greatest(extract(epoch from (o.third + n.opened::time) - d.opens), 0), 36000)
            - o.before - case when o.works then least(greatest(extract(epoch from n.opened - o.opens), 0), 36000) else 0 end
            as three_days
    from newest n
    join office o on o.day = n.opened::date
    join office d on d.day = o.third
    left join office p on p.day = n.responded::date
    left join office r on r.day = n.resolved::date),
counted as (
    select contract,
        count(*) filter (where priority = 'P1' and resolved_now) as t1,
        count(*) filter (where priority = 'P1' and resolved_now and clock <= 4 * 3600) as m1,
        count(*) filter (where priority = 'P2' and resolved_now) as t2,
        count(*) filter (where priority = 'P2' and resolved_now and office <= 8 * 3600) as m2,
        count(*) filter (where priority = 'P3' and resolved_now) as t3,
        count(*) filter (where priority = 'P3' and resolved_now and office <= 12 * 3600) as m3,
        count(*) filter (where type = 'request' and opened_now) as t4,
        count(*) filter (where type = 'request' and opened_now and office <= three_days) as m4,
        count(response) filter (where opened_now) as t5,
        sum(response) filter (where opened_now) as v5,
        count(*) filter (where type = 'incident' and resolved_now) as t6,
        percentile_cont(0.5) within group (order by clock) filter (where type = 'incident' and resolved_now) as v6,
        count(*) filter (where priority = 'P4' and resolved_now) as t7,
        percentile_disc(0.95) within group (order by clock) filter (where priority = 'P4' and resolved_now) as v7,
        count(*) filter (where type = 'incident' and opened_now) as t8
    from timed group by contract)
select contract, level, met, total, value
from counted, lateral (values
    ('L1', m1, t1, round(100.0 * m1 / nullif(t1, 0), 10)),
    ('L2', m2, t2, round(100.0 * m2 / nullif(t2, 0), 10)),
    ('L3', m3, t3, round(100.0 * m3 / nullif(t3, 0), 10)),
    ('L4', m4, t4, round(100.0 * m4 / nullif(t4, 0), 10)),
    ('L5', null, t5, round(v5::numeric / (60 * nullif(t5, 0)), 10)),
    ('L6', null, t6, round(v6::numeric / 3600, 10)),
    ('L7', null, t7, round(v7::numeric / 3600, 10)),
    ('L8', null, t8, nullif(t8, 0)::numeric)) as levels(level, met, total, value);
