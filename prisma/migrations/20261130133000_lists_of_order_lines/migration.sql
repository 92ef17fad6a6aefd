-- Which list a line was put into the cart from, straight from its button. Of orders stored before it is known once they
-- are read again.
ALTER TABLE "staged_line" ADD COLUMN "rec" TEXT;
ALTER TABLE "order_line" ADD COLUMN "rec" TEXT;
CREATE INDEX "order_line_rec_idx" ON "order_line"("shop_id", "order_id") WHERE "rec" IS NOT NULL;
