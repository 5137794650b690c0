-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "results" TEXT,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'published';

-- CreateTable
CREATE TABLE "Results" (
    "id" TEXT NOT NULL,
    "bureau" TEXT NOT NULL,
    "cycle" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "head" JSONB,
    "preview" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Results_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResultRow" (
    "results" TEXT NOT NULL,
    "assessee" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "statement" JSONB NOT NULL,
    "notes" JSONB NOT NULL,

    CONSTRAINT "ResultRow_pkey" PRIMARY KEY ("results","assessee")
);

-- CreateTable
CREATE TABLE "ResultReader" (
    "publication" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "ResultReader_pkey" PRIMARY KEY ("publication","person")
);

-- CreateIndex
CREATE INDEX "Results_cycle_id_idx" ON "Results"("cycle", "id");

-- CreateIndex
CREATE INDEX "ResultReader_publication_state_idx" ON "ResultReader"("publication", "state");
