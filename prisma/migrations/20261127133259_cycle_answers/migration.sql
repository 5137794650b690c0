-- AlterTable
ALTER TABLE "Cycle" ADD COLUMN     "answers" JSONB NOT NULL DEFAULT '{}';
