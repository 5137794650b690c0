-- AlterTable: rows so far are runs that were done, with the bureau before the job's name.
ALTER TABLE "JobRun" DROP CONSTRAINT "JobRun_pkey",
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "bureau" TEXT,
ADD COLUMN     "cursor" TEXT,
ADD COLUMN     "error" TEXT,
ADD COLUMN     "retryAt" TIMESTAMPTZ(3),
ADD COLUMN     "state" TEXT,
ADD COLUMN     "told" BOOLEAN NOT NULL DEFAULT false;

UPDATE "JobRun" SET "state" = 'done', "bureau" = split_part("job", ':', 1),
  "job" = substr("job", length(split_part("job", ':', 1)) + 2);

ALTER TABLE "JobRun" ALTER COLUMN "bureau" SET NOT NULL,
ALTER COLUMN "state" SET NOT NULL,
ADD CONSTRAINT "JobRun_pkey" PRIMARY KEY ("bureau", "job", "period");

-- CreateTable
CREATE TABLE "JobPointer" (
    "bureau" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "JobPointer_pkey" PRIMARY KEY ("bureau","job")
);

-- CreateIndex
CREATE INDEX "JobRun_state_idx" ON "JobRun"("state");
