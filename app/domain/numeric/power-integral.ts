import { gaussLegendre, type QuadratureRule } from "./gauss-legendre";

/** What {@link integratePowers} finds; written anew by every call, so that a million integrals allocate nothing. */
export interface PowerIntegral {
  /** The integral, relative to the integrand at its start. */
  value: number;
  /** Mean of ln((a + u) / (a + from)), weighted by the integrand; so are the next ones. */
  meanLogA: number;
  meanLogB: number;
  /** Mean of u / (a + u). */
  meanShareA: number;
  meanShareB: number;
}

export const powerIntegral = (): PowerIntegral => ({
  value: 0.5,
  meanLogA: 0.5,
  meanLogB: 0.5,
  meanShareA: 0.5,
  meanShareB: 0.5,
});

/** The integral ends where its integrand has fallen by e^-CUT: what is left is below 1e-13 of it. */
const CUT = 30;
const CUT_STEPS = 12;

/**
 * The integral over u in [from, to] of ((a + u) / (a + from))^-p · ((b + u) / (b + from))^-q, and means of
 * logarithms and shares under its integrand, which are its derivatives.
 *
 * Gauss-Legendre in z = ln((c + u) / (c + from)), c = min(a, b), where the logarithm of the integrand is concave and
 * close to a line; the number of nodes grows with its fall and with the range of z. Relative error below 1e-9 for
 * positive a, b, p + 1 and q + 1 of any size (powers to 5,000 and more, a and b from 1e-10 to 1e10).
 *
 * @param from - not negative; `to` is not below it.
 */
export function integratePowers(
  p: number,
  a: number,
  q: number,
  b: number,
  from: number,
  to: number,
  into: PowerIntegral,
): void {
  const isANear = a <= b;
  const nearPower = (isANear ? p : q) - 1;
  const farPower = isANear ? q : p;
  const near = (isANear ? a : b) + from;
  const far = (isANear ? b : a) + from;

  let range = Math.log1p((to - from) / near);
  let fall = nearPower * range + farPower * Math.log1p((to - from) / far);
  if (fall > CUT) {
    // Newton's method comes down from the right, because the fall is convex.
    const slope = nearPower + (farPower * near) / far;
    if (slope > 0) range = Math.min(range, CUT / slope);
    for (let step = 0; step < CUT_STEPS; step++) {
      const gap = near * Math.expm1(range);
      fall = nearPower * range + farPower * Math.log1p(gap / far);
      if (fall - CUT < 1) break;
      range -= (fall - CUT) / (nearPower + (farPower * (near + gap)) / (far + gap));
    }
  }

  const { nodes, weights } = ruleFor(fall, range);
  let sum = 0;
  let logNear = 0;
  let logFar = 0;
  let shareNear = 0;
  let shareFar = 0;
  for (let node = 0; node < nodes.length; node++) {
    const z = range * nodes[node]!;
    const gap = near * Math.expm1(z);
    const far1 = Math.log1p(gap / far);
    const density = weights[node]! * Math.exp(-nearPower * z - farPower * far1);
    const u = density * (from + gap);
    sum += density;
    logNear += density * z;
    logFar += density * far1;
    shareNear += u / (near + gap);
    shareFar += u / (far + gap);
  }
  into.value = near * range * sum;
  into.meanLogA = (isANear ? logNear : logFar) / sum;
  into.meanLogB = (isANear ? logFar : logNear) / sum;
  into.meanShareA = (isANear ? shareNear : shareFar) / sum;
  into.meanShareB = (isANear ? shareFar : shareNear) / sum;
}

/** Found by trial over the whole range of arguments: a fall of 10 needs four nodes, a range of z two. */
const FEWEST_NODES = 5;
const NODES_PER_FALL = 0.4;
const NODES_PER_RANGE = 2;
const rules: (QuadratureRule | undefined)[] = [];

function ruleFor(fall: number, range: number): QuadratureRule {
  const size = Math.ceil(FEWEST_NODES + NODES_PER_FALL * Math.abs(fall) + NODES_PER_RANGE * range);
  return (rules[size] ??= unitRule(size));
}

/** The rule on (0, 1). */
function unitRule(size: number): QuadratureRule {
  const { nodes, weights } = gaussLegendre(size);
  return { nodes: nodes.map((node) => (1 + node) / 2), weights: weights.map((weight) => weight / 2) };
}
