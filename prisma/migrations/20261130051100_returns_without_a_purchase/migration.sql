-- An order that only brings goods back is not placed, but its rows are sales. Until now both were one. Row security would
-- hide all rows from an owner who is no superuser.
ALTER TABLE "orders" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "orders" ADD COLUMN "is_in_sales" BOOLEAN NOT NULL DEFAULT true;
UPDATE "orders" SET "is_in_sales" = false WHERE NOT "is_placed";
ALTER TABLE "orders" ALTER COLUMN "is_in_sales" DROP DEFAULT;
ALTER TABLE "orders" FORCE ROW LEVEL SECURITY;
