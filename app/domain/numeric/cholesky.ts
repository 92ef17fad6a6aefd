type Matrix = readonly ArrayLike<number>[];

/** A pivot below this part of its diagonal element is rounding. */
const NEGLIGIBLE = 1e-12;

/** Lower triangular L with L L' = `matrix`, which is symmetric; null unless it is positive definite. */
export function cholesky(matrix: Matrix): Float64Array[] | null {
  const factor = Array.from(matrix, () => new Float64Array(matrix.length));
  for (let row = 0; row < matrix.length; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row]![column]!;
      for (let k = 0; k < column; k++) rest -= factor[row]![k]! * factor[column]![k]!;
      if (row > column) factor[row]![column] = rest / factor[column]![column]!;
      else if (rest > NEGLIGIBLE * Math.abs(matrix[row]![row]!)) factor[row]![row] = Math.sqrt(rest);
      else return null;
    }
  }
  return factor;
}

/** The inverse of a symmetric matrix; null unless it is positive definite. */
export function invertPositiveDefinite(matrix: Matrix): Float64Array[] | null {
  const factor = cholesky(matrix);
  if (factor === null) return null;
  const size = matrix.length;
  // Columns of L^-1, by forward substitution; the inverse is their products.
  const columns = Array.from({ length: size }, (_, index) => {
    const solved = new Float64Array(size);
    for (let row = index; row < size; row++) {
      let rest = row === index ? 1 : 0;
      for (let k = index; k < row; k++) rest -= factor[row]![k]! * solved[k]!;
      solved[row] = rest / factor[row]![row]!;
    }
    return solved;
  });
  return columns.map((one) =>
    Float64Array.from(columns, (other) => one.reduce((sum, value, at) => sum + value * other[at]!, 0)),
  );
}
