-- CreateTable
CREATE TABLE "LedgerHead" (
    "bureau" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "LedgerHead_pkey" PRIMARY KEY ("bureau")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" UUID NOT NULL,
    "bureau" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "cycle" TEXT,
    "subject" TEXT,
    "about" UUID,
    "period" TEXT,
    "body" JSONB NOT NULL,
    "personalDigest" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonalText" (
    "entryId" UUID NOT NULL,
    "salt" TEXT,
    "text" JSONB,

    CONSTRAINT "PersonalText_pkey" PRIMARY KEY ("entryId")
);

-- CreateTable
CREATE TABLE "InboxKey" (
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "answer" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InboxKey_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "position" SERIAL NOT NULL,
    "bureau" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "recipientType" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "op" TEXT NOT NULL,
    "cardKind" TEXT NOT NULL,
    "cardKey" TEXT NOT NULL,
    "detail" JSONB,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'queued',
    "frozen" TEXT,
    "revision" INTEGER,
    "uuid" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "messageId" TEXT,
    "chatId" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LiveCard" (
    "id" TEXT NOT NULL,
    "bureau" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "open" BOOLEAN DEFAULT true,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "messageId" TEXT,
    "chatId" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "contentHash" TEXT,

    CONSTRAINT "LiveCard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fencing" INTEGER NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "job" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("job","period")
);

-- CreateTable
CREATE TABLE "Draft" (
    "bureau" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("bureau","owner","kind","key")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" UUID NOT NULL,
    "bureau" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "about" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cycle" (
    "id" TEXT NOT NULL,
    "bureau" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "schemeVersion" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "binding" JSONB NOT NULL,
    "openedOn" TEXT NOT NULL,

    CONSTRAINT "Cycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RosterSnapshot" (
    "bureau" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RosterSnapshot_pkey" PRIMARY KEY ("bureau","revision")
);

-- CreateTable
CREATE TABLE "Address" (
    "bureau" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "openId" TEXT NOT NULL,

    CONSTRAINT "Address_pkey" PRIMARY KEY ("bureau","person")
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" TEXT NOT NULL,
    "cycle" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "bureau" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("bureau","key")
);

-- CreateIndex
CREATE INDEX "LedgerEntry_bureau_cycle_kind_sequence_idx" ON "LedgerEntry"("bureau", "cycle", "kind", "sequence");

-- CreateIndex
CREATE INDEX "LedgerEntry_bureau_subject_sequence_idx" ON "LedgerEntry"("bureau", "subject", "sequence");

-- CreateIndex
CREATE INDEX "LedgerEntry_about_idx" ON "LedgerEntry"("about");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_bureau_sequence_key" ON "LedgerEntry"("bureau", "sequence");

-- CreateIndex
CREATE INDEX "InboxKey_at_idx" ON "InboxKey"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_position_key" ON "Notice"("position");

-- CreateIndex
CREATE INDEX "Notice_state_lane_position_idx" ON "Notice"("state", "lane", "position");

-- CreateIndex
CREATE INDEX "Notice_recipient_cardKind_cardKey_idx" ON "Notice"("recipient", "cardKind", "cardKey");

-- CreateIndex
CREATE INDEX "LiveCard_bureau_kind_key_idx" ON "LiveCard"("bureau", "kind", "key");

-- CreateIndex
CREATE INDEX "LiveCard_messageId_idx" ON "LiveCard"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "LiveCard_recipient_kind_key_bureau_open_key" ON "LiveCard"("recipient", "kind", "key", "bureau", "open");

-- CreateIndex
CREATE INDEX "StoredFile_sha256_idx" ON "StoredFile"("sha256");

-- CreateIndex
CREATE INDEX "StoredFile_bureau_about_idx" ON "StoredFile"("bureau", "about");

-- CreateIndex
CREATE INDEX "Cycle_bureau_year_idx" ON "Cycle"("bureau", "year");

-- CreateIndex
CREATE UNIQUE INDEX "Address_openId_bureau_key" ON "Address"("openId", "bureau");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_cycle_version_key" ON "Publication"("cycle", "version");

-- AddForeignKey
ALTER TABLE "PersonalText" ADD CONSTRAINT "PersonalText_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "LedgerEntry"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What the schema language cannot say.

-- The ledger is append-only: whoever reaches the database with the program's own rights can't change it by mistake.
CREATE FUNCTION "refuseLedgerChange"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger entries are append-only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "LedgerEntry_no_change" BEFORE UPDATE OR DELETE ON "LedgerEntry"
  FOR EACH ROW EXECUTE FUNCTION "refuseLedgerChange"();
CREATE TRIGGER "LedgerEntry_no_truncate" BEFORE TRUNCATE ON "LedgerEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseLedgerChange"();
CREATE TRIGGER "PersonalText_no_delete" BEFORE DELETE ON "PersonalText"
  FOR EACH ROW EXECUTE FUNCTION "refuseLedgerChange"();
CREATE TRIGGER "PersonalText_no_truncate" BEFORE TRUNCATE ON "PersonalText"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseLedgerChange"();

-- Personal text can be erased together with its salt, and changed in no other way.
CREATE TRIGGER "PersonalText_only_erase" BEFORE UPDATE ON "PersonalText"
  FOR EACH ROW
  WHEN (NEW."entryId" <> OLD."entryId" OR NEW."salt" IS NOT NULL OR NEW."text" IS NOT NULL)
  EXECUTE FUNCTION "refuseLedgerChange"();

-- A head only moves forward, one entry at a time or by a batch, and never goes away.
CREATE FUNCTION "refuseHeadChange"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."bureau" = OLD."bureau" AND NEW."sequence" > OLD."sequence" THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a ledger head only moves forward: % refused', TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "LedgerHead_forward" BEFORE UPDATE OR DELETE ON "LedgerHead"
  FOR EACH ROW EXECUTE FUNCTION "refuseHeadChange"();
CREATE TRIGGER "LedgerHead_no_truncate" BEFORE TRUNCATE ON "LedgerHead"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseHeadChange"();

-- The sender asks for what waits, again and again; what was sent must not slow it down.
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_state_known"
  CHECK ("state" IN ('queued', 'frozen', 'sent', 'dropped', 'failed'));
