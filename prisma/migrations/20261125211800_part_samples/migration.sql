-- CreateTable
CREATE TABLE "PartSample" (
    "part" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "latencyMs" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "PartSample_pkey" PRIMARY KEY ("part","at")
);

-- CreateIndex
CREATE INDEX "PartSample_at_idx" ON "PartSample"("at");
