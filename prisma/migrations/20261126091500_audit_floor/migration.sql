-- Whatever the app writes to a tenant, `expire_audit` reads: the same limits as its form has (src/shared/tenants.ts).
UPDATE "Tenant" SET "auditDays" = least(greatest("auditDays", 30), 3650) WHERE "auditDays" NOT BETWEEN 30 AND 3650;
ALTER TABLE "Tenant" ADD CONSTRAINT "Tenant_auditDays_check" CHECK ("auditDays" BETWEEN 30 AND 3650);

-- As before, but no tenant's number makes it take what is younger than thirty days. Replaced rather than made anew: its
-- owner and who may run it stay as they are.
CREATE OR REPLACE FUNCTION expire_audit() RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE removed integer;
BEGIN
  DELETE FROM public."AuditEvent" AS event USING public."Tenant" AS tenant
   WHERE tenant.id = event."tenantId"
     AND event.at < clock_timestamp() - make_interval(days => greatest(tenant."auditDays", 30));
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
