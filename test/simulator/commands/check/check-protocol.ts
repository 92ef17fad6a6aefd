/** What the check asks the process that runs the app, and what that answers. */
export interface CheckRequest {
  readonly shop: string;
  /** The data folder. */
  readonly data: string;
  /** The app's first page as Shopify's admin opens it, with a session token. */
  readonly appPage: string;
  readonly ranges: readonly CheckRange[];
  readonly asOf: string | null;
}

export interface CheckRange {
  readonly from: string;
  readonly to: string;
}

export type CheckAnswer =
  | { readonly kind: "progress"; readonly message: string }
  /** Parallel to the ranges asked for. */
  | { readonly kind: "reports"; readonly reports: readonly Report[] }
  | { readonly kind: "failed"; readonly message: string };

export interface Report {
  readonly metrics: Readonly<Record<string, ReportedMetric>>;
  readonly tables?: unknown;
}

export interface ReportedMetric {
  readonly value: string | number | null;
  readonly n: number | null;
  readonly unit: string;
  readonly unavailableBecause: string | null;
  /** First day it is made of, where only a part of the range is known. */
  readonly since: string | null;
}
