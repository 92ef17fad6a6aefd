import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { shopReport } from "~/features/report/shop-report.server";
import type { AppContext } from "~/context/context.server";
import type { Expectation } from "../fixtures/worked-examples/worked-example";

/** The values a report gives of the metrics that an expectation names; as of now unless said otherwise. */
export async function reportedValues(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  { from, to, metrics: wanted }: Expectation,
  asOf?: string,
): Promise<Expectation["metrics"]> {
  const { metrics } = await shopReport(context, shopId, { from, to, ...(asOf && { asOf }) });
  const keys = Object.keys(wanted) as MetricKey[];
  return Object.fromEntries(keys.map((key) => [key, metrics[key].value]));
}
