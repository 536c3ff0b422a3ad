-- What is to be told to whom: written in the transaction of the change, sent afterwards by a job. Addresses and the facts of a text are
-- sealed; they are emptied when nobody needs them any more (rules/notifications/delivery.yaml).
create table outbox (
  -- Travels with every copy as the message's id, so that a receiver can drop a second one.
  id uuid constraint outbox_pk primary key,
  template text not null,
  template_version integer not null,
  language text not null constraint outbox_language_check check (language in ('zh', 'en')),
  urgent boolean not null,
  -- The matter it tells of and the institution it concerns; none for a code to an address.
  matter_id uuid constraint outbox_matter_fk references matter deferrable initially deferred,
  institution_id uuid constraint outbox_institution_fk references institution,
  webhook_id uuid,
  -- Channels that may carry it, the best first.
  channels text[] not null constraint outbox_channels_check
    check (cardinality(channels) > 0 and channels <@ array['mail', 'sms', 'webhook']),
  to_sealed bytea,
  -- As an administrator sees it.
  to_mask text not null,
  data_sealed bytea,
  status text not null constraint outbox_status_check check (status in ('waiting', 'sent', 'shown', 'unsent', 'dead')),
  -- The channel of the last attempt.
  channel text,
  attempts integer not null default 0,
  created_at timestamptz not null,
  -- When it is looked at again.
  next_at timestamptz not null,
  -- A sender holds it until then; one that dies lets it go by time.
  leased_until timestamptz,
  -- When it was first tried or put off on purpose; what "within ten seconds" is measured by.
  handled_at timestamptz,
  ended_at timestamptz,
  -- Said at most once, e.g. one warning for one due day.
  once text constraint outbox_once_key unique
);
create index outbox_waiting on outbox (next_at, id) where status = 'waiting';
create index outbox_newest on outbox (created_at desc, id desc);
create index outbox_ended on outbox (status, created_at desc, id desc) where status in ('dead', 'unsent');
create index outbox_matter on outbox (matter_id, created_at) where matter_id is not null;
create index outbox_institution on outbox (institution_id) where institution_id is not null;
create index outbox_webhook on outbox (webhook_id) where webhook_id is not null;
create index outbox_filled on outbox (created_at) where to_sealed is not null;

-- Every try, for the delivery log and for judging a channel. Append-only; no address and no text in it.
create table outbox_attempt (
  id uuid constraint outbox_attempt_pk primary key,
  outbox_id uuid not null constraint outbox_attempt_outbox_fk references outbox,
  at timestamptz not null,
  channel text not null,
  outcome text not null constraint outbox_attempt_outcome_check check (outcome in ('sent', 'failed', 'refused')),
  -- A code such as ECONNREFUSED, 550 or http-503.
  detail text,
  took_ms integer not null
);
create index outbox_attempt_message on outbox_attempt (outbox_id, at);
create index outbox_attempt_channel on outbox_attempt (channel, at desc);

-- A channel that fails too often rests; the next one takes its messages until a probe succeeds.
create table channel_state (
  channel text constraint channel_state_pk primary key,
  off_since timestamptz,
  probe_at timestamptz,
  changed_at timestamptz not null
);

-- An institution's own system that wants to be told.
create table webhook (
  id uuid constraint webhook_pk primary key,
  institution_id uuid not null constraint webhook_institution_fk references institution,
  url text not null,
  enabled boolean not null default true,
  secret_sealed bytea not null,
  -- The secret before, signed with as well until the receiver has changed over.
  previous_secret_sealed bytea,
  previous_until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index webhook_institution on webhook (institution_id) where enabled;
alter table outbox add constraint outbox_webhook_fk foreign key (webhook_id) references webhook;

-- What a member of staff is told at the desk; there it is as soon as the change stands.
create table staff_notification (
  id uuid constraint staff_notification_pk primary key,
  staff_id text not null constraint staff_notification_staff_fk references staff,
  template text not null,
  template_version integer not null,
  matter_id uuid constraint staff_notification_matter_fk references matter deferrable initially deferred,
  data_sealed bytea not null,
  created_at timestamptz not null,
  read_at timestamptz,
  once text constraint staff_notification_once_key unique
);
create index staff_notification_newest on staff_notification (staff_id, created_at desc, id desc);
create index staff_notification_matter on staff_notification (matter_id) where matter_id is not null;
create index staff_notification_unread on staff_notification (staff_id) where read_at is null;

-- The language in which an applicant wants to be told; Chinese where nothing is said.
create table applicant_language (
  matter_id uuid constraint applicant_language_pk primary key
    constraint applicant_language_matter_fk references matter deferrable initially deferred,
  language text not null constraint applicant_language_check check (language in ('zh', 'en'))
);

grant select, insert, update on outbox, channel_state, webhook to weiquan_app;
grant select, insert on outbox_attempt, applicant_language to weiquan_app;
grant select, insert on staff_notification to weiquan_app;
grant update (read_at) on staff_notification to weiquan_app;

-- An administrator reaches no matter by that role, so the delivery log has a setting of its own.
alter table outbox enable row level security;
create policy outbox_read on outbox for select to weiquan_app using (
  (select coalesce(current_setting('weiquan.scope', true), '') = 'system'
    or coalesce(current_setting('weiquan.outbox', true), '') = 'administrator')
  or exists (select 1 from matter where matter.id = outbox.matter_id)
);
create policy outbox_add on outbox for insert to weiquan_app with check (true);
create policy outbox_change on outbox for update to weiquan_app using (
  (select coalesce(current_setting('weiquan.scope', true), '') = 'system'
    or coalesce(current_setting('weiquan.outbox', true), '') = 'administrator')
) with check (true);
alter table outbox_attempt enable row level security;
create policy outbox_attempt_read on outbox_attempt for select to weiquan_app
  using (exists (select 1 from outbox where outbox.id = outbox_attempt.outbox_id));
create policy outbox_attempt_add on outbox_attempt for insert to weiquan_app with check (true);
alter table staff_notification enable row level security;
create policy staff_notification_own on staff_notification to weiquan_app using (
  staff_id = (select nullif(current_setting('weiquan.staff', true), ''))
  or (select coalesce(current_setting('weiquan.scope', true), '') = 'system')
) with check (true);
alter table applicant_language enable row level security;
create policy applicant_language_read on applicant_language for select to weiquan_app
  using (exists (select 1 from matter where matter.id = applicant_language.matter_id));
create policy applicant_language_add on applicant_language for insert to weiquan_app with check (true);
