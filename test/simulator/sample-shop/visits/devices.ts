import { WeightedChoice, weighted } from "../random";

const DEVICES = ["mobile", "tablet", "desktop"] as const;
export type Device = (typeof DEVICES)[number];

/** Most look on a phone; who buys sits at a computer more often. */
export const drawDevice = weighted<Device>([
  ["mobile", 66],
  ["tablet", 5],
  ["desktop", 29],
]);
const buyers = new WeightedChoice([49, 6, 45]);

/** The device a customer keeps. */
export function deviceOf(customerId: number): Device {
  // Multiplied by the golden ratio, ids in a row spread evenly.
  const share = ((customerId / 8) * 0.6180339887) % 1;
  return DEVICES[buyers.pick({ next: () => share, bits: () => 0 })] ?? "mobile";
}
