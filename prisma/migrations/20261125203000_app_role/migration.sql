-- The role that the app works as. It owns nothing, so what it may do is what stands here. It is made without a way to
-- log in: whoever runs the database gives it LOGIN and a password.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'webmtg_app') THEN
    CREATE ROLE webmtg_app;
  END IF;
EXCEPTION
  -- Roles belong to the whole cluster: another database's migration may have been quicker.
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO webmtg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO webmtg_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO webmtg_app;
-- For what later migrations make.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO webmtg_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO webmtg_app;
REVOKE ALL ON "_prisma_migrations" FROM webmtg_app;

-- What happened stays written down: the app may add to the audit log and read it, and no more.
REVOKE UPDATE, DELETE, TRUNCATE ON "AuditEvent" FROM webmtg_app, PUBLIC;

-- Only age removes from it, and only here, as the owner. A tenant that is purged takes its log with it: the foreign
-- key's own trigger runs as the owner of the table, too.
CREATE FUNCTION expire_audit() RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE removed integer;
BEGIN
  DELETE FROM public."AuditEvent" AS event USING public."Tenant" AS tenant
   WHERE tenant.id = event."tenantId"
     AND event.at < clock_timestamp() - make_interval(days => tenant."auditDays");
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
REVOKE ALL ON FUNCTION expire_audit() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_audit() TO webmtg_app;
