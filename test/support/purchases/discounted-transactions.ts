import type { CustomerSummary } from "~/domain/clv/models/count-model";
import { PARETO_NBD } from "~/domain/clv/models/pareto-nbd";
import { gaussLegendre } from "~/domain/numeric/gauss-legendre";

const DISCOUNT_CUT = 40;
const DISCOUNT_RULE = gaussLegendre(64);

/**
 * Expected purchases of a customer over all time to come, each discounted back to now at a continuous rate: "DERT"
 * (Fader, Hardie and Lee 2005, "RFM and CLV"), by quadrature instead of the confluent hypergeometric function.
 *
 * @param parameters - of {@link PARETO_NBD}.
 * @param weeklyRate - positive; 15% a year is ln(1.15) / 52.
 * @returns relative error below 1e-9 for rates from 1e-6 to 1 a week.
 * @throws {RangeError} for a rate that is not positive: the sum may then be infinite.
 */
export function discountedResidualTransactions(
  parameters: readonly number[],
  customer: CustomerSummary,
  weeklyRate: number,
): number {
  if (!(weeklyRate > 0)) throw new RangeError(`discount rate ${weeklyRate} is not positive`);
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const [shape, end, horizon] = [r + customer.frequency, alpha + customer.tenure, beta + customer.tenure];
  const probabilityAlive = PARETO_NBD.forecaster(parameters).probabilityAlive(customer);
  // In z = ln(1 + w / horizon) the integrand e^(-rate w) (1 + w / horizon)^-s dw is e^-fall(z), with a convex fall.
  const rate = weeklyRate * horizon;
  const excess = s - 1;
  let range = 1;
  while (rate * Math.expm1(range) + excess * range < DISCOUNT_CUT) range *= 2;
  for (let step = 0; step < 20; step++) {
    const fall = rate * Math.expm1(range) + excess * range;
    range -= (fall - DISCOUNT_CUT) / (rate * Math.exp(range) + excess);
  }
  let sum = 0;
  for (let node = 0; node < DISCOUNT_RULE.nodes.length; node++) {
    const z = (range * (1 + DISCOUNT_RULE.nodes[node]!)) / 2;
    sum += DISCOUNT_RULE.weights[node]! * Math.exp(-rate * Math.expm1(z) - excess * z);
  }
  return ((probabilityAlive * shape) / end) * horizon * (range / 2) * sum;
}
