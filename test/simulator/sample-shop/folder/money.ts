/** Minor units of a currency as the decimal text Shopify writes: 1990 with two digits is `19.90`. */
export function decimal(minorUnits: number, digits: number): string {
  if (!Number.isSafeInteger(minorUnits)) throw new RangeError(`${minorUnits} is not a whole number of minor units`);
  if (digits === 0) return String(minorUnits);
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, "0");
  return `${minorUnits < 0 ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
