import type { FileTable } from "~/features/page/files/file-table";
import type { RecommendationsPage } from "./load-recommendations.server";

/** Every entry of the lists, product by product; what is not worth showing on the page has no counts here either. */
export function recommendationsTable({ products }: Pick<RecommendationsPage, "products">): FileTable {
  return {
    columns: [
      "product_id",
      "title",
      "is_on_sale",
      "rank",
      "recommended_product_id",
      "recommended_title",
      "source",
      "bought_together",
      "lift",
    ],
    rows: products.flatMap(({ productId, title, obstacle, entries }) =>
      entries.map((entry) => [
        productId,
        title,
        obstacle === null ? "yes" : "no",
        entry.rank,
        entry.productId,
        entry.title,
        entry.filledBy,
        entry.evidence?.together ?? null,
        entry.evidence?.lift ?? null,
      ]),
    ),
  };
}
