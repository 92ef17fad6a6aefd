/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's factor (Golub and Van Loan 2013, 4.2), in place:
 * `matrix` holds the factor afterwards and `right` the solution.
 *
 * @param matrix - rows one after another, size x size, in the first places; only the lower triangle is used.
 * @returns false when the matrix is not positive definite.
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array, size: number): boolean {
  if (!choleskyFactor(matrix, size)) return false;
  for (let row = 0; row < size; row++) {
    let rest = right[row]!;
    for (let column = 0; column < row; column++) rest -= matrix[row * size + column]! * right[column]!;
    right[row] = rest / matrix[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    const value = right[row]! / matrix[row * size + row]!;
    right[row] = value;
    for (let column = 0; column < row; column++) right[column]! -= matrix[row * size + column]! * value;
  }
  return true;
}

/** L with A = L L', in the lower triangle of A; false when A is not positive definite. */
export function choleskyFactor(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    const own = row * size;
    for (let column = 0; column < row; column++) {
      const other = column * size;
      matrix[own + column] = (matrix[own + column]! - dot(matrix, own, other, column)) / matrix[other + column]!;
    }
    const rest = matrix[own + row]! - dot(matrix, own, own, row);
    if (!(rest > 0)) return false;
    matrix[own + row] = Math.sqrt(rest);
  }
  return true;
}

/** Of two rows, their first `length` places; two sums at a time go faster than one. */
function dot(matrix: Float64Array, a: number, b: number, length: number): number {
  let [even, odd] = [0, 0];
  let i = 0;
  for (; i + 1 < length; i += 2) {
    even += matrix[a + i]! * matrix[b + i]!;
    odd += matrix[a + i + 1]! * matrix[b + i + 1]!;
  }
  return i < length ? even + odd + matrix[a + i]! * matrix[b + i]! : even + odd;
}
