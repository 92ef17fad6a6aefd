import { choleskyFactor } from "./solve-symmetric";

/**
 * Inverse of a symmetric positive definite matrix, in place and in its lower triangle: Cholesky factor, its inverse,
 * and their product (Golub and Van Loan 2013, 4.2). Takes size^3 / 2 multiplications.
 *
 * @param matrix - rows one after another, size x size; only the lower triangle is read and written.
 * @returns false when the matrix is not positive definite; its content is then of no use.
 */
export function invertSymmetric(matrix: Float64Array, size: number): boolean {
  if (!choleskyFactor(matrix, size)) return false;
  invertLower(matrix, size);
  multiplyByTranspose(matrix, size);
  return true;
}

/** L becomes its inverse, row by row from the top: each row combines the finished rows above it. */
function invertLower(matrix: Float64Array, size: number): void {
  const sums = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const own = matrix.subarray(row * size, row * size + row + 1);
    sums.fill(0, 0, row);
    for (let above = 0; above < row; above++) {
      const factor = own[above]!;
      if (factor === 0) continue;
      const other = matrix.subarray(above * size, above * size + above + 1);
      for (let column = 0; column <= above; column++) sums[column]! += factor * other[column]!;
    }
    const inverse = 1 / own[row]!;
    for (let column = 0; column < row; column++) own[column] = -sums[column]! * inverse;
    own[row] = inverse;
  }
}

/** The inverse of the whole: the transpose of L's inverse times itself, from the top, since row k only adds to rows up to k. */
function multiplyByTranspose(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    const own = matrix.slice(row * size, row * size + row + 1);
    matrix.fill(0, row * size, row * size + row + 1);
    for (let target = 0; target <= row; target++) {
      const factor = own[target]!;
      if (factor === 0) continue;
      const into = matrix.subarray(target * size, target * size + target + 1);
      for (let column = 0; column <= target; column++) into[column]! += factor * own[column]!;
    }
  }
}
