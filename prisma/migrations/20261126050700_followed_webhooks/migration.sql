-- AlterTable
ALTER TABLE "WebhookEvent" ADD COLUMN     "followedAt" TIMESTAMPTZ(3);
