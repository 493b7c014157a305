-- CreateEnum
CREATE TYPE "RecordingState" AS ENUM ('requested', 'starting', 'active', 'ending', 'complete', 'failed', 'lost');

-- CreateEnum
CREATE TYPE "RecordingFailure" AS ENUM ('noRecorder', 'refused', 'meetingEnded', 'stoppedEarly', 'notStarted', 'brokenOff', 'recorderLost', 'fileMissing');

-- CreateEnum
CREATE TYPE "RecordingLayout" AS ENUM ('grid', 'speaker', 'screen');

-- CreateEnum
CREATE TYPE "Rendition" AS ENUM ('original', 'audio', 'small');

-- CreateEnum
CREATE TYPE "TranscodeKind" AS ENUM ('preview', 'audio', 'small');

-- CreateEnum
CREATE TYPE "TranscodeState" AS ENUM ('waiting', 'running', 'done', 'failed', 'cancelled');

-- AlterEnum
ALTER TYPE "FilePurpose" ADD VALUE 'recording';

-- AlterTable
ALTER TABLE "File" ADD COLUMN     "recordingId" UUID,
ADD COLUMN     "rendition" "Rendition";

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "recordsItself" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Tenant" ADD COLUMN     "recordingDays" INTEGER;

-- CreateTable
CREATE TABLE "Recording" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "meetingId" UUID,
    "egressId" TEXT,
    "state" "RecordingState" NOT NULL DEFAULT 'requested',
    "name" TEXT NOT NULL,
    "layout" "RecordingLayout" NOT NULL DEFAULT 'grid',
    "isAudioOnly" BOOLEAN NOT NULL DEFAULT false,
    "hasNames" BOOLEAN NOT NULL DEFAULT true,
    "hasTitle" BOOLEAN NOT NULL DEFAULT false,
    "hasClock" BOOLEAN NOT NULL DEFAULT false,
    "startedById" UUID,
    "startedByName" TEXT,
    "stoppedByName" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "launchedAt" TIMESTAMPTZ(3),
    "stopAskedAt" TIMESTAMPTZ(3),
    "seenAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "duration" DOUBLE PRECISION,
    "failure" "RecordingFailure",
    "failureDetail" TEXT,
    "isCutShort" BOOLEAN NOT NULL DEFAULT false,
    "previewCount" INTEGER,
    "previewSeconds" DOUBLE PRECISION,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Transcode" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "recordingId" UUID NOT NULL,
    "kind" "TranscodeKind" NOT NULL,
    "state" "TranscodeState" NOT NULL DEFAULT 'waiting',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failure" TEXT,
    "fileId" UUID,
    "heartbeatAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Transcode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShareLink" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "recordingId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdByName" TEXT NOT NULL,
    "passwordHash" TEXT,
    "hasChat" BOOLEAN NOT NULL DEFAULT false,
    "views" INTEGER NOT NULL DEFAULT 0,
    "lastViewedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "ShareLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScreenShare" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "livekitSid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ScreenShare_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Recording_egressId_key" ON "Recording"("egressId");

-- CreateIndex
CREATE INDEX "Recording_tenantId_id_idx" ON "Recording"("tenantId", "id" DESC);

-- CreateIndex
CREATE INDEX "Recording_roomId_id_idx" ON "Recording"("roomId", "id" DESC);

-- CreateIndex
CREATE INDEX "Recording_meetingId_idx" ON "Recording"("meetingId");

-- CreateIndex
CREATE INDEX "Recording_state_idx" ON "Recording"("state");

-- CreateIndex
CREATE INDEX "Recording_deletedAt_idx" ON "Recording"("deletedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Transcode_fileId_key" ON "Transcode"("fileId");

-- CreateIndex
CREATE INDEX "Transcode_state_idx" ON "Transcode"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Transcode_recordingId_kind_key" ON "Transcode"("recordingId", "kind");

-- CreateIndex
CREATE INDEX "ShareLink_recordingId_id_idx" ON "ShareLink"("recordingId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ScreenShare_livekitSid_key" ON "ScreenShare"("livekitSid");

-- CreateIndex
CREATE INDEX "ScreenShare_meetingId_startedAt_idx" ON "ScreenShare"("meetingId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "File_recordingId_rendition_key" ON "File"("recordingId", "rendition");

-- AddForeignKey
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recording" ADD CONSTRAINT "Recording_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transcode" ADD CONSTRAINT "Transcode_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transcode" ADD CONSTRAINT "Transcode_recordingId_fkey" FOREIGN KEY ("recordingId") REFERENCES "Recording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transcode" ADD CONSTRAINT "Transcode_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "File"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShareLink" ADD CONSTRAINT "ShareLink_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShareLink" ADD CONSTRAINT "ShareLink_recordingId_fkey" FOREIGN KEY ("recordingId") REFERENCES "Recording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScreenShare" ADD CONSTRAINT "ScreenShare_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScreenShare" ADD CONSTRAINT "ScreenShare_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_recordingId_fkey" FOREIGN KEY ("recordingId") REFERENCES "Recording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One recording at a time in a room, however many ask at once; one that is being stored blocks no new one.
CREATE UNIQUE INDEX "Recording_one_per_room" ON "Recording"("roomId") WHERE "state" IN ('requested', 'starting', 'active');
