create table division (
  code char(6) constraint division_pk primary key,
  name text not null,
  full_name text not null,
  parent_code char(6) constraint division_parent_fk references division,
  level text not null constraint division_level_check check (level in ('nation', 'province', 'prefecture', 'county')),
  province_code char(6) not null,
  valid_from date not null,
  valid_to date
);
create index division_parent on division (parent_code);
create index division_province on division (province_code, level);

create table institution (
  id uuid constraint institution_pk primary key,
  name text not null,
  kind text not null,
  level text not null constraint institution_level_check check (level in ('national', 'province', 'city', 'county')),
  parent_id uuid constraint institution_parent_fk references institution,
  division_code char(6) constraint institution_division_fk references division,
  province_code char(6) not null,
  right_types text[] not null default '{}',
  services text[] not null default '{}',
  hours text,
  address text,
  phone text,
  url text,
  status text not null constraint institution_status_check
    check (status in ('active', 'suspended', 'closed', 'unconfirmed', 'reported')),
  accepts_online boolean not null default false,
  demo boolean not null default false,
  source_url text,
  source_grade char(1),
  as_of text,
  valid_from date not null,
  valid_to date,
  search_text text not null default ''
);
create index institution_parent on institution (parent_id);
create index institution_province on institution (province_code, level, name, id);
create index institution_division on institution (division_code);

create table institution_area (
  institution_id uuid not null constraint institution_area_institution_fk references institution,
  division_code char(6) not null constraint institution_area_division_fk references division,
  constraint institution_area_pk primary key (institution_id, division_code)
);
create index institution_area_division on institution_area (division_code, institution_id);

-- An institution's own time limit for a rule, with its reason; ended by valid_to, never deleted.
create table institution_deadline_override (
  id uuid constraint institution_deadline_override_pk primary key,
  institution_id uuid not null constraint institution_deadline_override_institution_fk references institution,
  rule_id text not null,
  limit_value integer not null constraint institution_deadline_override_limit_check check (limit_value > 0),
  unit text not null constraint institution_deadline_override_unit_check
    check (unit in ('hour', 'natural-day', 'working-day', 'month')),
  reason text not null,
  valid_from date not null,
  valid_to date,
  set_by text not null,
  set_at timestamptz not null
);
create index institution_deadline_override_rule on institution_deadline_override (institution_id, rule_id, valid_from);

grant select, insert, update on division, institution, institution_deadline_override to weiquan_app;
grant select, insert, update, delete on institution_area to weiquan_app;
