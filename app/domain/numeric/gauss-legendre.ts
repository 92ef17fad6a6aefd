/** Nodes in (-1, 1) and their weights. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss-Legendre rule of `size` points, exact for polynomials up to degree 2 size - 1: the roots of the Legendre
 * polynomial by Newton's method from Tricomi's approximation (Davis and Rabinowitz 1984, 2.7).
 */
export function gaussLegendre(size: number): QuadratureRule {
  const nodes = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (size + 0.5));
    let slope = 1;
    for (let step = 0, change = 1; step < 100 && Math.abs(change) > 1e-15; step++) {
      let before = 1;
      let value = x;
      for (let degree = 2; degree <= size; degree++) {
        [before, value] = [value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree];
      }
      slope = (size * (x * value - before)) / (x * x - 1);
      change = value / slope;
      x -= change;
    }
    nodes[index] = x;
    weights[index] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
