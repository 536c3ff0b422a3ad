-- The app's role: no login of its own, taken on by the connection (options=-c role=weiquan_app).
-- Roles belong to the cluster, so another database of it may have made this one already.
do $$
begin
  create role weiquan_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  execute format('grant weiquan_app to %I', current_user);
exception when invalid_grant_operation or insufficient_privilege then null;
end $$;

grant usage on schema public to weiquan_app;
