-- All of an order or nothing: an order with one row that cannot be used is left out whole and listed here until it can.
CREATE TABLE "unreadable_order" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "name" TEXT,
    "reason" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3),
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tried_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unreadable_order_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- What is wrong with orders of a batch, by the order or the agreement a row belongs to.
CREATE TABLE "staged_fault" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "name" TEXT,
    "updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "staged_fault_pkey" PRIMARY KEY ("shop_id","batch_id","subject")
);

ALTER TABLE "unreadable_order" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "unreadable_order" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "unreadable_order"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
ALTER TABLE "staged_fault" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staged_fault" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "staged_fault"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
