-- A repeat purchase whose previous one is a repeat purchase too has the same previous day in both tables, so one table
-- holds both counts. Row security would hide all rows from an owner who is no superuser.
ALTER TABLE "rollup_purchase_gap" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_repeat_gap" NO FORCE ROW LEVEL SECURITY;

ALTER TABLE "rollup_purchase_gap" ADD COLUMN "repeats" BIGINT NOT NULL DEFAULT 0;

UPDATE "rollup_purchase_gap" p SET "repeats" = r."purchases"
FROM "rollup_repeat_gap" r
WHERE r."shop_id" = p."shop_id" AND r."day" = p."day" AND r."previous_day" = p."previous_day"
  AND r."previous_day" > '-infinity';

ALTER TABLE "rollup_purchase_gap" FORCE ROW LEVEL SECURITY;

DROP TABLE "rollup_repeat_gap";
