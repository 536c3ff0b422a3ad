-- Applicants without a password: codes, links and sessions; drafts that move between devices; messages in a matter.

-- A code of six digits that proves a phone or a mail address. Kept as a keyed hash that covers its id, purpose and address; the id is in
-- the asker's browser, so a stranger's guesses never touch it. Addresses and networks are known by keyed hashes that outlive a change of
-- keys; they stand nowhere in the clear.
create table one_time_code (
  id uuid constraint one_time_code_pk primary key,
  purpose text not null constraint one_time_code_purpose_check check (purpose in ('sign-in', 'add-address', 'reuse')),
  address_kind text not null constraint one_time_code_kind_check check (address_kind in ('phone', 'mail')),
  address_hash bytea not null,
  address_sealed bytea not null,
  network_hash bytea not null,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index one_time_code_expires on one_time_code (expires_at);

-- What has been sent to an address at somebody's request, for the limits; a day is enough.
create table address_sending (
  id uuid constraint address_sending_pk primary key,
  address_hash bytea not null,
  network_hash bytea not null,
  sent_at timestamptz not null
);
create index address_sending_address on address_sending (address_hash, sent_at);
create index address_sending_network on address_sending (network_hash, sent_at);
create index address_sending_sent on address_sending (sent_at);

-- From where an address has been proved: what strangers use up elsewhere is not counted against its owner there.
create table proved_network (
  address_hash bytea not null,
  network_hash bytea not null,
  proved_at timestamptz not null,
  constraint proved_network_pk primary key (address_hash, network_hash)
);
create index proved_network_proved on proved_network (proved_at);

create table applicant_account (
  id uuid constraint applicant_account_pk primary key,
  created_at timestamptz not null
);

-- Proved by a code; one address belongs to one account.
create table applicant_address (
  address_hash bytea constraint applicant_address_pk primary key,
  account_id uuid not null constraint applicant_address_account_fk references applicant_account,
  kind text not null constraint applicant_address_kind_check check (kind in ('phone', 'mail')),
  address_sealed bytea not null,
  mask text not null,
  proved_at timestamptz not null
);
create index applicant_address_account on applicant_address (account_id);

create table applicant_session (
  id uuid constraint applicant_session_pk primary key,
  account_id uuid not null constraint applicant_session_account_fk references applicant_account,
  token_hash bytea not null constraint applicant_session_token_key unique,
  -- Browser and system in words, to tell one's sessions apart.
  device text not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null
);
create index applicant_session_account on applicant_session (account_id);
create index applicant_session_expires on applicant_session (expires_at);

-- A draft on another device: by its code, by a link, or through the account.
alter table draft add column resume_code_hash bytea constraint draft_resume_code_key unique;
alter table draft add column account_id uuid constraint draft_account_fk references applicant_account;
-- When its end was announced.
alter table draft add column warned_at timestamptz;
create index draft_account on draft (account_id) where account_id is not null;

create table draft_link (
  token_hash bytea constraint draft_link_pk primary key,
  draft_id uuid not null constraint draft_link_draft_fk references draft on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index draft_link_draft on draft_link (draft_id);

alter policy draft_own on draft using (
  id = (select nullif(current_setting('weiquan.draft', true), '')::uuid)
  or resume_code_hash = (select decode(nullif(current_setting('weiquan.resume', true), ''), 'hex'))
  or account_id = (select nullif(current_setting('weiquan.account', true), '')::uuid)
  or (select coalesce(current_setting('weiquan.scope', true), '') = 'system')
);

-- By mail too a matter is found by its applicant. Rows from before have no index; their matters are found by phone.
alter table party add column mail_index bytea;
create index party_mail on party (mail_index) where mail_index is not null;

-- What applicant and institution write to each other in a matter. The event MessageSent commits to it; the text is sealed here.
create table message (
  id uuid constraint message_pk primary key,
  matter_id uuid not null constraint message_matter_fk references matter deferrable initially deferred,
  sender text not null constraint message_sender_check check (sender in ('applicant', 'institution')),
  staff_id text constraint message_staff_fk references staff,
  -- As the record names who wrote it: the person at the institution; null for the applicant.
  staff_name text,
  text_sealed bytea not null,
  salt bytea not null,
  sent_at timestamptz not null
);
create index message_matter on message (matter_id, sent_at, id);
create index message_staff on message (staff_id) where staff_id is not null;

-- The first look of the other side.
create table message_read (
  message_id uuid constraint message_read_pk primary key constraint message_read_message_fk references message,
  matter_id uuid not null constraint message_read_matter_fk references matter deferrable initially deferred,
  staff_id text constraint message_read_staff_fk references staff,
  read_at timestamptz not null
);
create index message_read_matter on message_read (matter_id);
create index message_read_staff on message_read (staff_id) where staff_id is not null;

-- A file of a message is evidence of the matter like any other: counted, verified and handed out in the same way.
alter table evidence add column message_id uuid constraint evidence_message_fk references message deferrable initially deferred;
create index evidence_message on evidence (message_id) where message_id is not null;

-- The matters of who has proved an address: a predicate that the policies of matter do not know. It reads the proved addresses from the
-- transaction's settings and looks as the owner, as matter_hits does.
create function applicant_matters(most integer) returns table (
  id uuid, number text, kind text, status text, title text, holder text, submitted_at timestamptz, unread integer
)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  with proved as (
    select decode(one, 'hex') as index
    from unnest(coalesce(nullif(current_setting('weiquan.proved', true), ''), '{}')::text[]) as one
  ), own as (
    select p.matter_id from party p where p.role = 'applicant' and p.phone_index in (select index from proved)
    union
    select p.matter_id from party p where p.role = 'applicant' and p.mail_index in (select index from proved)
  )
  select m.id, m.number, m.kind, m.status, m.title, i.name, m.submitted_at, (
    select count(*)::int from message g where g.matter_id = m.id and g.sender = 'institution'
      and not exists (select 1 from message_read r where r.message_id = g.id))
  from own join matter m on m.id = own.matter_id join institution i on i.id = m.holder_institution_id
  order by m.submitted_at desc, m.id desc limit most
$$;

revoke all on function applicant_matters(integer) from public;
grant execute on function applicant_matters(integer) to weiquan_app;

grant select, insert, update, delete on one_time_code, address_sending, proved_network, applicant_session, draft_link to weiquan_app;
grant select, insert, delete on applicant_account to weiquan_app;
grant select, insert, update, delete on applicant_address to weiquan_app;
grant select, insert on message, message_read to weiquan_app;

alter table message enable row level security;
create policy message_see on message for select to weiquan_app
  using (exists (select 1 from matter where matter.id = message.matter_id));
create policy message_add on message for insert to weiquan_app with check (true);
alter table message_read enable row level security;
create policy message_read_see on message_read for select to weiquan_app
  using (exists (select 1 from matter where matter.id = message_read.matter_id));
create policy message_read_add on message_read for insert to weiquan_app with check (true);
