-- A file that arrives piece by piece (tus). It belongs to who sends it: a draft, or a person of the staff. Its id becomes the id of the
-- upload when the last piece is there, so a repeated last piece keeps nothing twice.
create table incoming_file (
  id uuid constraint incoming_file_pk primary key,
  -- draft:<id> or staff:<id>.
  owner text not null,
  name text not null,
  size_bytes bigint not null,
  received_bytes bigint not null default 0,
  -- As the sender computed them before sending, where its browser could.
  sha256 bytea,
  sm3 bytea,
  metadata jsonb not null,
  began_at timestamptz not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  constraint incoming_file_size check (size_bytes > 0 and received_bytes between 0 and size_bytes)
);
create index incoming_file_owner on incoming_file (owner);
create index incoming_file_expires on incoming_file (expires_at);

-- The bytes wait in the database, because that is what several processes share, and an acknowledged piece must survive each of them.
-- They leave it as soon as the file is whole.
create table incoming_piece (
  file_id uuid not null constraint incoming_piece_file_fk references incoming_file on delete cascade,
  at_byte bigint not null,
  content bytea not null,
  constraint incoming_piece_pk primary key (file_id, at_byte)
);
-- Evidence is compressed already.
alter table incoming_piece alter column content set storage external;

grant select, insert, update, delete on incoming_file, incoming_piece to weiquan_app;

alter table incoming_file enable row level security;
create policy incoming_file_own on incoming_file to weiquan_app using (
  owner = (select nullif(current_setting('weiquan.file_owner', true), ''))
  or (select coalesce(current_setting('weiquan.scope', true), '') = 'system')
) with check (owner = (select nullif(current_setting('weiquan.file_owner', true), '')));
alter table incoming_piece enable row level security;
create policy incoming_piece_own on incoming_piece to weiquan_app
  using (exists (select 1 from incoming_file where incoming_file.id = incoming_piece.file_id))
  with check (exists (select 1 from incoming_file where incoming_file.id = incoming_piece.file_id));

-- A photo whose place was taken out is another file; the fingerprints of the one that was chosen stay beside it, so that who keeps the
-- original can show later that it is the original.
alter table upload add column original_sha256 bytea, add column original_sm3 bytea,
  add constraint upload_original check ((original_sha256 is null) = (original_sm3 is null));
alter table evidence add column original_sha256 bytea, add column original_sm3 bytea,
  add constraint evidence_original check ((original_sha256 is null) = (original_sm3 is null));
