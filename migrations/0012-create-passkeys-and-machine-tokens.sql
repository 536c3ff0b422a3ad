-- Passkeys of staff: what their device proved to hold. The private key never leaves the device.
create table staff_passkey (
  id uuid constraint staff_passkey_pk primary key,
  staff_id text not null constraint staff_passkey_staff_fk references staff,
  -- Its own word for the device: "办公室的电脑".
  name text not null,
  credential_id text not null constraint staff_passkey_credential_key unique,
  public_key bytea not null,
  -- Grows with each use on devices that count; a smaller one than seen before tells of a copy.
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index staff_passkey_staff on staff_passkey (staff_id, created_at);

-- What was asked of a browser and waits for its answer: one a browser and purpose, good once. The id is a hash of what only that
-- browser holds (its session's token, or a cookie made for the purpose).
create table staff_challenge (
  id bytea constraint staff_challenge_pk primary key,
  value jsonb not null,
  expires_at timestamptz not null
);
create index staff_challenge_expires on staff_challenge (expires_at);

-- Whom an identity provider calls by this subject or username, as an administrator entered it. Kept as keyed hashes: nobody needs to
-- read them back. One entered by username is bound to the subject that first comes with it, because a username can be given to
-- somebody else.
create table staff_identity (
  staff_id text constraint staff_identity_pk primary key constraint staff_identity_staff_fk references staff,
  entered_by text not null constraint staff_identity_entered_by_check check (entered_by in ('subject', 'username')),
  subject bytea constraint staff_identity_subject_key unique,
  username bytea constraint staff_identity_username_key unique,
  created_at timestamptz not null,
  constraint staff_identity_check check (subject is not null or username is not null)
);

-- How one signed in; from now on the session keeps the network instead of the address, and the device's words instead of all that
-- its browser says.
alter table staff_session add way text not null default 'password'
  constraint staff_session_way_check check (way in ('password', 'totp', 'backup-code', 'passkey', 'identity-provider'));
update staff_session set ip_address = null, user_agent = null;

-- A machine that acts for an institution. The token itself is shown once; here is its keyed hash.
create table machine_token (
  id uuid constraint machine_token_pk primary key,
  institution_id uuid not null constraint machine_token_institution_fk references institution,
  name text not null,
  scopes text[] not null constraint machine_token_scopes_check check (cardinality(scopes) > 0),
  hash bytea not null constraint machine_token_hash_key unique,
  -- Its last four characters, to tell one from another.
  ending text not null,
  created_at timestamptz not null,
  created_by text not null constraint machine_token_created_by_fk references staff,
  expires_at timestamptz not null,
  -- The one that takes its place; both hold until this one expires.
  replaced_by uuid constraint machine_token_replaced_by_fk references machine_token,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index machine_token_institution on machine_token (institution_id, created_at);
create index machine_token_created_by on machine_token (created_by);
create index machine_token_replaced_by on machine_token (replaced_by);

grant select, insert, update, delete on staff_passkey, staff_challenge, staff_identity to weiquan_app;
-- A token is revoked, never deleted: the audit names it. What it may do and for whom can't be changed.
grant select, insert on machine_token to weiquan_app;
grant update (expires_at, replaced_by, revoked_at, last_used_at) on machine_token to weiquan_app;
