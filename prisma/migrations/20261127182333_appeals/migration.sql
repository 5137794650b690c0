-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "inGroup" TEXT NOT NULL DEFAULT 'waiting';

-- AlterTable
ALTER TABLE "ResultReader" ADD COLUMN     "at" TIMESTAMPTZ(3);

-- What was published before stands in its group, and was read on the day.
UPDATE "Publication" SET "inGroup" = 'delivered' WHERE "state" = 'published';
UPDATE "ResultReader" r SET "at" = p."at" FROM "Publication" p
  WHERE p."id" = r."publication" AND r."state" = 'delivered';
