-- CreateEnum
CREATE TYPE "AuditActor" AS ENUM ('user', 'guest', 'operator', 'system');

-- CreateEnum
CREATE TYPE "Entry" AS ENUM ('open', 'lobbyForGuests', 'lobbyForAll', 'members', 'invited');

-- CreateEnum
CREATE TYPE "LinkRole" AS ENUM ('cohost', 'participant', 'guest');

-- AlterEnum
ALTER TYPE "Audience" ADD VALUE 'members';

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "endsWithHost" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "entry" "Entry" NOT NULL DEFAULT 'open',
ADD COLUMN     "lockedAt" TIMESTAMPTZ(3),
ADD COLUMN     "recordBy" "Audience" NOT NULL DEFAULT 'hosts',
ADD COLUMN     "videoBy" "Audience" NOT NULL DEFAULT 'everyone',
ADD COLUMN     "waitsForHost" BOOLEAN NOT NULL DEFAULT false;

-- Rooms that took no guests are for members, as they were.
UPDATE "Room" SET "entry" = 'members' WHERE NOT "guestsAllowed";
ALTER TABLE "Room" DROP COLUMN "guestsAllowed";

-- AlterTable
ALTER TABLE "Tenant" ADD COLUMN     "asksTwoSteps" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "auditDays" INTEGER NOT NULL DEFAULT 365,
ADD COLUMN     "colour" TEXT,
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "host" TEXT,
ADD COLUMN     "locale" "Locale" NOT NULL DEFAULT 'en',
ADD COLUMN     "mailDomains" TEXT[],
ADD COLUMN     "maxPeople" INTEGER NOT NULL DEFAULT 500,
ADD COLUMN     "maxRecordings" INTEGER,
ADD COLUMN     "meetingMinutes" INTEGER,
ADD COLUMN     "roomDefaults" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "roomsBy" "TenantRole" NOT NULL DEFAULT 'member',
ADD COLUMN     "suspendedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "TenantRole" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "invitedById" UUID NOT NULL,
    "invitedByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdentityProvider" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "secretKeyId" TEXT NOT NULL,
    "roleClaim" TEXT,
    "adminValues" TEXT[],
    "triedAt" TIMESTAMPTZ(3),
    "isEnabled" BOOLEAN NOT NULL DEFAULT false,
    "isOnlyWay" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdentityProvider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TenantDomain" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TenantDomain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Totp" (
    "userId" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "secretKeyId" TEXT NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "lastStep" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Totp_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tenantId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "actorKind" "AuditActor" NOT NULL,
    "action" TEXT NOT NULL,
    "targetKind" TEXT,
    "targetId" TEXT,
    "targetName" TEXT,
    "address" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonRule" (
    "roomId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "permission" TEXT NOT NULL,
    "isAllowed" BOOLEAN NOT NULL,
    "tenantId" UUID NOT NULL,

    CONSTRAINT "PersonRule_pkey" PRIMARY KEY ("roomId","personId","permission")
);

-- CreateTable
CREATE TABLE "RoomBar" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "isGuest" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "isForGood" BOOLEAN NOT NULL,
    "barredByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoomBar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoomLink" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "role" "LinkRole" NOT NULL,
    "email" TEXT,
    "maxUses" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "createdById" UUID NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RoomLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tenantId_email_key" ON "Invitation"("tenantId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "IdentityProvider_tenantId_key" ON "IdentityProvider"("tenantId");

-- CreateIndex
CREATE INDEX "TenantDomain_domain_idx" ON "TenantDomain"("domain");

-- CreateIndex
CREATE UNIQUE INDEX "TenantDomain_tenantId_domain_key" ON "TenantDomain"("tenantId", "domain");

-- CreateIndex
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey"("credentialId");

-- CreateIndex
CREATE INDEX "Passkey_userId_idx" ON "Passkey"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_userId_codeHash_key" ON "RecoveryCode"("userId", "codeHash");

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_id_idx" ON "AuditEvent"("tenantId", "id" DESC);

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_action_id_idx" ON "AuditEvent"("tenantId", "action", "id" DESC);

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_actorId_id_idx" ON "AuditEvent"("tenantId", "actorId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "RoomBar_roomId_personId_key" ON "RoomBar"("roomId", "personId");

-- CreateIndex
CREATE INDEX "RoomLink_roomId_id_idx" ON "RoomLink"("roomId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Tenant_host_key" ON "Tenant"("host");

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdentityProvider" ADD CONSTRAINT "IdentityProvider_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TenantDomain" ADD CONSTRAINT "TenantDomain_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Totp" ADD CONSTRAINT "Totp_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonRule" ADD CONSTRAINT "PersonRule_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonRule" ADD CONSTRAINT "PersonRule_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomBar" ADD CONSTRAINT "RoomBar_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomBar" ADD CONSTRAINT "RoomBar_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomLink" ADD CONSTRAINT "RoomLink_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoomLink" ADD CONSTRAINT "RoomLink_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A domain is proven by one tenant at most; others may claim it meanwhile.
CREATE UNIQUE INDEX "TenantDomain_proven_once" ON "TenantDomain"("domain") WHERE "verifiedAt" IS NOT NULL;
