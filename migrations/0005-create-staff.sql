-- Accounts of staff. The tables, columns and types are those of better-auth (users, sessions, credentials, challenges, second
-- factors) under our names; a spec compares them with what the installed version expects. Ids are text because better-auth's are.
create table staff (
  id text constraint staff_pk primary key,
  username text not null constraint staff_username_key unique
    constraint staff_username_check check (username ~ '^[a-z][a-z0-9._-]{2,39}$'),
  name text not null,
  -- better-auth asks for an address and a picture; nothing is ever sent to the one or kept in the other.
  email text not null constraint staff_email_key unique,
  email_verified boolean not null,
  image text,
  two_factor_enabled boolean not null default false,
  -- From here on ours alone: better-auth does not know these columns and so can neither make an account nor widen one.
  roles text[] not null constraint staff_roles_check check (
    cardinality(roles) > 0 and roles <@ array[
      'clerk', 'reviewer', 'head', 'province-supervisor', 'national-supervisor', 'auditor', 'administrator'
    ]
  ),
  institution_id uuid not null constraint staff_institution_fk references institution,
  disabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index staff_institution on staff (institution_id, username);
create index staff_administrator on staff (id) where 'administrator' = any (roles) and not disabled;

create table staff_session (
  id text constraint staff_session_pk primary key,
  token text not null constraint staff_session_token_key unique,
  staff_id text not null constraint staff_session_staff_fk references staff,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  -- When the session was last used; an idle one ends before expires_at.
  updated_at timestamptz not null,
  expires_at timestamptz not null
);
create index staff_session_staff on staff_session (staff_id);
create index staff_session_expires on staff_session (expires_at);

-- What proves who one is: a password's scrypt hash; later an account at an institution's own sign-on.
create table staff_account (
  id text constraint staff_account_pk primary key,
  account_id text not null,
  provider_id text not null,
  staff_id text not null constraint staff_account_staff_fk references staff,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint staff_account_provider_key unique (provider_id, account_id)
);
create index staff_account_staff on staff_account (staff_id);

-- Between the password and the second factor.
create table staff_verification (
  id text constraint staff_verification_pk primary key,
  identifier text not null,
  value text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null
);
create index staff_verification_identifier on staff_verification (identifier);
create index staff_verification_value on staff_verification (value);
create index staff_verification_expires on staff_verification (expires_at);

create table staff_two_factor (
  id text constraint staff_two_factor_pk primary key,
  staff_id text not null constraint staff_two_factor_staff_fk references staff
    constraint staff_two_factor_staff_key unique,
  secret text not null,
  backup_codes text not null,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);

-- A code of an authenticator is good once, though it holds for a minute and a half.
create table staff_totp_use (
  staff_id text not null constraint staff_totp_use_staff_fk references staff,
  code text not null,
  used_at timestamptz not null,
  constraint staff_totp_use_pk primary key (staff_id, code)
);

-- Wrong guesses by username and network address together, so that a stranger's guesses never delay the owner of the name.
-- The pair is kept as a keyed hash: people type passwords into the username field.
create table staff_guess (
  pair bytea constraint staff_guess_pk primary key,
  guesses integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
create index staff_guess_last on staff_guess (last_at);

-- An account is disabled, never deleted: the record names it.
grant select, insert, update on staff, staff_account to weiquan_app;
grant select, insert, update, delete on staff_session, staff_verification, staff_two_factor, staff_totp_use, staff_guess to weiquan_app;
