-- CreateTable
CREATE TABLE "VoteBox" (
    "bureau" TEXT NOT NULL,
    "vote" UUID NOT NULL,
    "sheet" INTEGER NOT NULL,
    "voters" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "VoteBox_pkey" PRIMARY KEY ("vote","sheet","voters")
);

-- CreateIndex
CREATE INDEX "VoteBox_bureau_idx" ON "VoteBox"("bureau");
