-- What is mailed. A message is taken (state sending) before it is sent, so that one and the same is never sent twice.
create table outbox (
    message_id  bigint generated always as identity primary key,
    recipient   text collate "C" not null,
    occasion    text collate "C" not null,   -- why it is written: issue C-1 2026-01 r0
    content_key text collate "C" not null,   -- digest of what it says; 'once' where an occasion is told once
    subject     text not null,
    run_id      bigint not null references run,
    state       text collate "C" not null default 'waiting'
        check (state in ('waiting', 'sending', 'sent', 'failed', 'doubtful', 'given up')),
    attempts    int not null default 0,
    reason      text,
    content     bytea,                        -- the message itself, until it is sent
    created     timestamptz not null default now(),
    sent        timestamptz,
    unique (recipient, occasion, content_key)
);
create index outbox_open on outbox (state) where state <> 'sent';
