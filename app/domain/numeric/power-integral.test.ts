import { describe, expect, it } from "vitest";
import { gaussLegendre } from "./gauss-legendre";
import { integratePowers, powerIntegral } from "./power-integral";
import { seededRandom } from "./random";

const PANELS = 40;
const RULE = gaussLegendre(32);

/** The same by brute force: 40 panels of 32 nodes in ln(c + u), down to e^-45. */
function byPanels(p: number, a: number, q: number, b: number, from: number, to: number): number {
  const near = Math.min(a, b) + from;
  const far = Math.max(a, b) + from;
  const [nearPower, farPower] = a <= b ? [p - 1, q] : [q - 1, p];
  const fall = (z: number) => nearPower * z + farPower * Math.log1p((near * Math.expm1(z)) / far);
  let range = Math.log1p((to - from) / near);
  if (fall(range) > 45) {
    let low = 0;
    for (let step = 0; step < 80; step++) {
      const middle = (low + range) / 2;
      if (fall(middle) > 45) range = middle;
      else low = middle;
    }
  }
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel++) {
    for (const [node, weight] of RULE.weights.entries()) {
      sum += (weight / 2 / PANELS) * Math.exp(-fall((range * (panel + (1 + RULE.nodes[node]!) / 2)) / PANELS));
    }
  }
  return near * range * sum;
}

describe("integratePowers", () => {
  const into = powerIntegral();

  it("has the closed form of equal bases", () => {
    integratePowers(2.3, 4, 1.9, 4, 3, 10, into);
    expect(into.value).toBeCloseTo((7 / 3.2) * (1 - (7 / 14) ** 3.2), 12);
  });

  it("is nothing over nothing", () => {
    integratePowers(2.3, 4, 1.9, 5, 3, 3, into);
    expect(into.value).toBe(0);
  });

  it("agrees with forty panels to 1e-9 over all sizes of its arguments", () => {
    const random = seededRandom(3);
    const spread = (width: number) => Math.exp((random() - 0.5) * width);
    for (let trial = 0; trial < 2000; trial++) {
      const width = trial % 2 === 0 ? 8 : 46;
      const a = spread(width);
      const b = spread(width);
      const p = spread(6) + (random() < 0.4 ? 0 : Math.floor(Math.exp(random() * 8.5)));
      const q = 1 + spread(trial % 2 === 0 ? 6 : 40);
      const to = Math.exp(random() * 7);
      const from = random() < 0.3 ? 0 : to * (1 - Math.exp(-random() * 8));
      integratePowers(p, a, q, b, from, to, into);
      const error = Math.abs(into.value / byPanels(p, a, q, b, from, to) - 1);
      expect(error, `p ${p} a ${a} q ${q} b ${b} from ${from} to ${to}`).toBeLessThan(1e-9);
    }
  });

  it("gives means that are its derivatives", () => {
    const [p, a, q, b, from, to] = [2.5, 10.6, 1.6, 11.7, 3, 39] as const;
    const at = (power: number, base: number) => {
      integratePowers(power, base, q, b, from, to, into);
      return Math.log(into.value);
    };
    const step = 1e-5;
    const byPower = (at(p + step, a) - at(p - step, a)) / (2 * step);
    const byBase = (at(p, a + step) - at(p, a - step)) / (2 * step);
    integratePowers(p, a, q, b, from, to, into);
    expect(byPower).toBeCloseTo(-into.meanLogA, 8);
    expect(byBase).toBeCloseTo(p / (a + from) - (p / a) * (1 - into.meanShareA), 8);
  });
});
