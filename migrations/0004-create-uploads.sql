-- A file that has arrived and belongs to nothing yet. Its id, known to the sender alone, is the right to use it once.
create table upload (
  id uuid constraint upload_pk primary key,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  sm3 bytea not null,
  uploaded_at timestamptz not null,
  -- The matter that took it over.
  claimed_by uuid
);
create index upload_unclaimed on upload (uploaded_at) where claimed_by is null;
grant select, insert, update, delete on upload to weiquan_app;
