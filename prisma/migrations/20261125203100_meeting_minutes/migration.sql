-- CreateIndex
CREATE INDEX "Meeting_tenantId_endedAt_idx" ON "Meeting"("tenantId", "endedAt");
