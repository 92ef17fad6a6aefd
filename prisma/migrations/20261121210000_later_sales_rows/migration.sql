-- Rows of the original agreement are found by their order's day. This index finds the others, which are few, by their own.
CREATE INDEX "sales_row_shop_id_day_idx" ON "sales_row"("shop_id", "day") WHERE NOT "is_original";
