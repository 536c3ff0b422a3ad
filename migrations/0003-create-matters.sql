-- The projection of a matter's history, one row each, for queries. Rebuilt from matter_event at any time.
create table matter (
  id uuid constraint matter_pk primary key,
  number text not null constraint matter_number_key unique,
  submission_id uuid not null constraint matter_submission_key unique,
  kind text not null,
  channel text not null,
  status text not null,
  title text not null,
  -- As lists show it: natural persons masked, organisations in full. The name itself stands in party.
  applicant_label text not null,
  identity_kind text not null,
  sme boolean not null,
  right_types text[] not null,
  services text[] not null,
  scene text not null,
  urgency text not null,
  division_code char(6),
  province_code char(6) not null,
  holder_institution_id uuid not null constraint matter_holder_fk references institution,
  handler_id text,
  submitted_at timestamptz not null,
  updated_at timestamptz not null,
  open boolean not null,
  waiting_for text not null constraint matter_waiting_check check (waiting_for in ('institution', 'applicant', 'nobody')),
  due_at timestamptz,
  due_on date,
  due_rule text,
  due_provisional boolean not null default false,
  -- Calendars under which a running clock is provisional; looked at when a new year is published.
  calendar_version text not null,
  closed_at timestamptz,
  result_code text,
  stars smallint,
  version integer not null,
  head_sha256 bytea not null,
  head_sm3 bytea not null,
  -- Keyed hash of the query code; the code itself is shown once.
  query_code_hash bytea not null
);
-- Open matters by what is due, for each width of scope; no due time sorts last.
create index matter_due_institution on matter (holder_institution_id, due_at, id) where open;
create index matter_due_province on matter (province_code, due_at, id) where open;
create index matter_due_nation on matter (due_at, id) where open;
create index matter_due_handler on matter (handler_id, due_at, id) where open;
-- Everything, newest first.
create index matter_newest_institution on matter (holder_institution_id, submitted_at desc, id desc);
create index matter_newest_province on matter (province_code, submitted_at desc, id desc);
create index matter_newest_nation on matter (submitted_at desc, id desc);
create index matter_provisional on matter (calendar_version) where due_provisional;
create index matter_lapse on matter (due_at) where status = 'supplement-noticed';

create table matter_event (
  matter_id uuid not null constraint matter_event_matter_fk references matter deferrable initially deferred,
  seq integer not null,
  type text not null,
  at timestamptz not null,
  actor jsonb not null,
  payload jsonb not null,
  sha256 bytea not null,
  sm3 bytea not null,
  constraint matter_event_pk primary key (matter_id, seq)
);

-- Personal data, outside the record: the record holds a salted commitment to each row.
create table party (
  id uuid constraint party_pk primary key,
  matter_id uuid not null constraint party_matter_fk references matter deferrable initially deferred,
  role text not null constraint party_role_check check (role in ('applicant', 'agent', 'respondent')),
  position integer not null,
  -- Name and place in the clear; everything that identifies is encrypted, with a keyed index for look-up and a mask for screens.
  name text not null,
  identity_kind text,
  place text,
  link text,
  relation text,
  identifier_type text,
  identifier_sealed bytea,
  identifier_index bytea,
  identifier_mask text,
  phone_sealed bytea,
  phone_index bytea,
  phone_mask text,
  mail_sealed bytea,
  mail_mask text,
  address_sealed bytea,
  salt bytea not null
);
create index party_matter on party (matter_id, role, position);
create index party_identifier on party (identifier_index) where identifier_index is not null;
create index party_phone on party (phone_index) where phone_index is not null;

create table evidence (
  id uuid constraint evidence_pk primary key,
  matter_id uuid not null constraint evidence_matter_fk references matter deferrable initially deferred,
  kind text not null,
  name text not null,
  media_type text,
  size_bytes bigint,
  sha256 bytea,
  sm3 bytea,
  link text,
  added_at timestamptz not null
);
create index evidence_matter on evidence (matter_id, added_at, id);

-- Two-grams of number, title, names and right numbers. Apart from matter, whose rows it would double. Holder and province stand here
-- again, so that neither the scope nor row security has to look into matter for every hit.
create table matter_search (
  matter_id uuid constraint matter_search_pk primary key
    constraint matter_search_matter_fk references matter deferrable initially deferred,
  holder_institution_id uuid not null,
  province_code char(6) not null,
  grams text[] not null
);
-- The province first: a rare word within one province costs 1 ms instead of a look at the whole nation's hits.
-- fastupdate off: with a pending list one submission in thousands waits seconds for it to be merged.
create extension if not exists btree_gin;
create index matter_search_grams on matter_search using gin (province_code, grams) with (fastupdate = off);

-- Answers of a person who has not yet submitted; sealed as a whole, since they hold identifiers.
create table draft (
  id uuid constraint draft_pk primary key,
  answers_sealed bytea not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  matter_id uuid
);
create index draft_expires on draft (expires_at);

-- Who did or saw what. Append-only; ids are made by the app (UUID v7), so there is no hot sequence.
create table audit (
  id uuid constraint audit_pk primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  actor_name text,
  institution_id uuid,
  province_code char(6),
  action text not null,
  object_kind text not null,
  object_id text,
  request_id text not null,
  detail jsonb not null default '{}'
);
create index audit_object on audit (object_kind, object_id, at desc);
create index audit_newest on audit (at desc, id desc);
create index audit_institution on audit (institution_id, at desc, id desc);
create index audit_province on audit (province_code, at desc, id desc);

grant select, insert, update on matter, draft to weiquan_app;
grant select, insert on matter_search to weiquan_app;
grant delete on draft to weiquan_app;
-- History, parties, evidence and audit can be added to and read; the app has no right to change or remove them.
grant select, insert on matter_event, party, evidence, audit to weiquan_app;

-- The second wall. Readers state the same predicate in their queries (row security alone is no index condition).
-- `(select …)` makes each setting evaluated once per statement instead of once per row.
alter table matter enable row level security;
create policy matter_read on matter for select to weiquan_app using (
  (select coalesce(current_setting('weiquan.scope', true), '') in ('nation', 'system'))
  or holder_institution_id = any ((select coalesce(nullif(current_setting('weiquan.institutions', true), ''), '{}'))::uuid[])
  or province_code = (select nullif(current_setting('weiquan.province', true), ''))
  or id = (select nullif(current_setting('weiquan.matter', true), '')::uuid)
  or number = (select nullif(current_setting('weiquan.number', true), ''))
  or submission_id = (select nullif(current_setting('weiquan.submission', true), '')::uuid)
);
create policy matter_add on matter for insert to weiquan_app with check (true);
-- A row one sees may be handed to an institution one does not see.
create policy matter_change on matter for update to weiquan_app using (
  (select coalesce(current_setting('weiquan.scope', true), '') in ('nation', 'system'))
  or holder_institution_id = any ((select coalesce(nullif(current_setting('weiquan.institutions', true), ''), '{}'))::uuid[])
  or province_code = (select nullif(current_setting('weiquan.province', true), ''))
  or id = (select nullif(current_setting('weiquan.matter', true), '')::uuid)
  or submission_id = (select nullif(current_setting('weiquan.submission', true), '')::uuid)
) with check (true);

-- What belongs to a matter is seen with the matter.
alter table matter_event enable row level security;
create policy matter_event_read on matter_event for select to weiquan_app
  using (exists (select 1 from matter where matter.id = matter_event.matter_id));
create policy matter_event_add on matter_event for insert to weiquan_app with check (true);
alter table party enable row level security;
create policy party_read on party for select to weiquan_app
  using (exists (select 1 from matter where matter.id = party.matter_id));
create policy party_add on party for insert to weiquan_app with check (true);
alter table evidence enable row level security;
create policy evidence_read on evidence for select to weiquan_app
  using (exists (select 1 from matter where matter.id = evidence.matter_id));
create policy evidence_add on evidence for insert to weiquan_app with check (true);
alter table matter_search enable row level security;
create policy matter_search_read on matter_search for select to weiquan_app using (
  (select coalesce(current_setting('weiquan.scope', true), '') in ('nation', 'system'))
  or holder_institution_id = any ((select coalesce(nullif(current_setting('weiquan.institutions', true), ''), '{}'))::uuid[])
  or province_code = (select nullif(current_setting('weiquan.province', true), ''))
);
create policy matter_search_add on matter_search for insert to weiquan_app with check (true);

alter table draft enable row level security;
create policy draft_own on draft to weiquan_app using (
  id = (select nullif(current_setting('weiquan.draft', true), '')::uuid)
  or (select coalesce(current_setting('weiquan.scope', true), '') = 'system')
) with check (true);

alter table audit enable row level security;
create policy audit_read on audit for select to weiquan_app using (
  (select coalesce(current_setting('weiquan.scope', true), '') in ('nation', 'system'))
  or institution_id = any ((select coalesce(nullif(current_setting('weiquan.institutions', true), ''), '{}'))::uuid[])
  or province_code = (select nullif(current_setting('weiquan.province', true), ''))
);
create policy audit_add on audit for insert to weiquan_app with check (true);
