-- What an institution has issued in a matter: one row for each document, added once and never changed. The PDF itself is in the file
-- store under its SHA-256; the event DocumentIssued carries the same number and hashes.
create table document (
  id uuid constraint document_pk primary key,
  matter_id uuid not null constraint document_matter_fk references matter deferrable initially deferred,
  -- Code and version in rules/forms.
  form text not null,
  form_version integer not null,
  title text not null,
  institution_id uuid not null constraint document_institution_fk references institution,
  -- Of what the institution issues; null for a form in the applicant's name, which carries the matter's number.
  year smallint,
  sequence integer,
  -- 字号 as printed, and as people type it: without brackets and spaces.
  number text not null,
  number_key text not null constraint document_number_key unique,
  -- What was filled in; it may hold what identifies a person.
  values_sealed bytea not null,
  sha256 bytea not null,
  sm3 bytea not null,
  size_bytes bigint not null,
  -- Keyed hash of the verification code; the code is printed on the document.
  code_hash bytea not null,
  issued_at timestamptz not null,
  -- Null: by the system.
  issued_by text,
  constraint document_sequence_key unique (institution_id, year, sequence)
);
create index document_matter on document (matter_id, issued_at, id);
create index document_sha256 on document (sha256);

-- The last number given out. Counted in the transaction that issues: the row's lock keeps a second one waiting, and a transaction
-- that does not stand gives its number back, so numbers have neither gaps nor twins.
create table document_counter (
  institution_id uuid not null constraint document_counter_institution_fk references institution,
  year smallint not null,
  last integer not null,
  constraint document_counter_pk primary key (institution_id, year)
);

-- The word before the year (机关代字), no two institutions alike.
create table document_mark (
  institution_id uuid constraint document_mark_pk primary key
    constraint document_mark_institution_fk references institution,
  mark text not null constraint document_mark_key unique
);

-- How far a document has come on its way to its addressee: the projection of the record, for the job that looks after uncollected ones.
create table document_service (
  document_id uuid constraint document_service_pk primary key
    constraint document_service_document_fk references document deferrable initially deferred,
  matter_id uuid not null constraint document_service_matter_fk references matter deferrable initially deferred,
  way text not null,
  -- When the next way is taken; null when there is none, or nothing to wait for any more.
  moves_at timestamptz,
  received_on date,
  revoked_at timestamptz
);
create index document_service_matter on document_service (matter_id);
create index document_service_moves on document_service (moves_at) where moves_at is not null;

grant select, insert on document, document_mark to weiquan_app;
grant select, insert, update on document_counter, document_service to weiquan_app;

-- Seen with the matter; or alone, by who names its number (the page that checks documents).
alter table document enable row level security;
create policy document_read on document for select to weiquan_app using (
  number_key = (select nullif(current_setting('weiquan.document', true), ''))
  or exists (select 1 from matter where matter.id = document.matter_id)
);
create policy document_add on document for insert to weiquan_app with check (true);
alter table document_service enable row level security;
create policy document_service_read on document_service for select to weiquan_app
  using (exists (select 1 from document where document.id = document_service.document_id));
create policy document_service_change on document_service for update to weiquan_app
  using (exists (select 1 from matter where matter.id = document_service.matter_id)) with check (true);
create policy document_service_add on document_service for insert to weiquan_app with check (true);
