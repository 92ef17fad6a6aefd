import type { ImportView } from "~/features/installation/import-view";

/** What changes under an open page, and when it does. */
export interface Pulse {
  readonly dataVersion: number;
  /** Of what was measured in the storefront; a page without such numbers has null and waits for no change of it. */
  readonly visitVersion: number | null;
  readonly pending: number;
  readonly isRebuilding: boolean;
  readonly forecastRun: string | null;
  readonly importState: ImportView;
}
