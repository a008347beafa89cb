-- A night shared among machines: its queue, who helps, and who has which lane. Empty, and not looked at, on a machine alone.

-- As Spring Integration's channel expects it. A trigger wakes whoever waits.
create sequence int_message_seq;
create table int_channel_message (
    message_id       char(36) not null,
    group_key        char(36) not null,
    created_date     bigint not null,
    message_priority bigint,
    message_sequence bigint not null default nextval('int_message_seq'),
    message_content  bytea,
    region           varchar(100) not null,
    primary key (region, group_key, created_date, message_sequence)
);
create index int_channel_message_id on int_channel_message (region, group_key, message_id);
create function int_channel_message_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('int_channel_message_notify', new.region || ' ' || new.group_key);
    return new;
end $$;
create trigger int_channel_message_notify after insert on int_channel_message
    for each row execute function int_channel_message_notify();

-- The night that takes helpers.
create table shared_night (
    run_id   bigint primary key,
    release  text not null,        -- a helper of another release would compute otherwise
    settings text not null,        -- so would one with other limits
    takeover int not null          -- seconds of silence after which a helper is given up
);

-- Who takes part, the night itself too; a holder's name is that of its sessions.
create table lane_holder (
    holder text collate "C" primary key,
    beat   timestamptz not null
);

-- Who has a lane. Each commit of its work marks the row by its token; whoever takes a lane over gives it another, and waits
-- for commits that have just marked it. Nobody: the holder is empty.
create sequence lane_token;
create table lane_lease (
    lane   text collate "C" primary key,
    token  bigint not null,
    holder text collate "C" not null,
    stored timestamptz not null,   -- when it last stored anything
    tries  int not null            -- how often it has been taken
) with (fillfactor = 50);

-- Documents that helpers made, until the night, which alone writes into its reports, has written them.
create table handed_document (
    run_id  bigint not null,
    name    text collate "C" not null,   -- relative to the reports
    content bytea not null,
    primary key (run_id, name)
);
