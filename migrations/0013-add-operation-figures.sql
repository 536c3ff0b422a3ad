-- What whoever runs the platform asks the database: which migrations are applied. The list itself stays the owner's.
create function applied_migrations() returns integer[]
  language sql stable security definer set search_path = pg_catalog, public
  as $$ select array_agg(number order by number) from public.schema_migration $$;
revoke all on function applied_migrations() from public;
grant execute on function applied_migrations() to weiquan_app;
