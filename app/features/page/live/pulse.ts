import type { ImportView } from "~/features/installation/import-view";

/** What changes under an open page, and when it does. */
export interface Pulse {
  readonly dataVersion: number;
  readonly pending: number;
  readonly isRebuilding: boolean;
  readonly forecastRun: string | null;
  readonly importState: ImportView;
}
