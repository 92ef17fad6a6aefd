/** A cell as it is known: text, a number to be written plainly, or nothing. */
export type CsvCell = string | number | null;

/** Text that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;
const SMALL_DECIMALS = 12;

/**
 * One line of a CSV file after RFC 4180, its line break included.
 *
 * Text that begins like a formula gets an apostrophe before it, so that no spreadsheet runs what a shopper typed;
 * plain numbers stay numbers, negative ones too.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  const text = typeof cell === "number" ? plainNumber(cell) : cell;
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @throws {RangeError} if the number is not finite. */
function plainNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`no number to write: ${value}`);
  const text = String(value);
  if (!text.includes("e")) return text;
  // Very large and very small numbers print with an exponent, which not every reader of files understands.
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(SMALL_DECIMALS).replace(/\.?0+$/, "");
}
