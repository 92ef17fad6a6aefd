-- What was read of a journey was its last visit. The first visit of orders stored before is unknown until they are read
-- again, and with it the source their customers came from.
ALTER TABLE "orders" RENAME COLUMN "journey_source" TO "last_visit_source";
ALTER TABLE "orders" RENAME COLUMN "journey_medium" TO "last_visit_medium";
ALTER TABLE "orders"
  ADD COLUMN "first_visit_source" TEXT,
  ADD COLUMN "first_visit_medium" TEXT;

ALTER TABLE "staged_order" RENAME COLUMN "journey_source" TO "last_visit_source";
ALTER TABLE "staged_order" RENAME COLUMN "journey_medium" TO "last_visit_medium";
ALTER TABLE "staged_order"
  ADD COLUMN "first_visit_source" TEXT,
  ADD COLUMN "first_visit_medium" TEXT;

ALTER TABLE "customer_facts" NO FORCE ROW LEVEL SECURITY;
UPDATE "customer_facts" SET "first_source" = NULL WHERE "first_source" IS NOT NULL;
ALTER TABLE "customer_facts" FORCE ROW LEVEL SECURITY;
