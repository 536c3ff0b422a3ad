-- The list of an applicant's own matters names holder and province, so that a look at one of them is filed where it belongs.
drop function applicant_matters(integer);
create function applicant_matters(most integer) returns table (
  id uuid, number text, kind text, status text, title text, holder_id uuid, province_code text, holder text,
  submitted_at timestamptz, unread integer
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
  select m.id, m.number, m.kind, m.status, m.title, m.holder_institution_id, m.province_code::text, i.name, m.submitted_at, (
    select count(*)::int from message g where g.matter_id = m.id and g.sender = 'institution'
      and not exists (select 1 from message_read r where r.message_id = g.id))
  from own join matter m on m.id = own.matter_id join institution i on i.id = m.holder_institution_id
  order by m.submitted_at desc, m.id desc limit most
$$;

revoke all on function applicant_matters(integer) from public;
grant execute on function applicant_matters(integer) to weiquan_app;
