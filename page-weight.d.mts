/** Bytes, gzipped. */
export interface PageWeights {
  /** Of a first visit to the overview. */
  readonly script: number;
  readonly style: number;
  /** What the heaviest other page adds to it, and which route that is. */
  readonly added: number;
  readonly addedBy: string;
}

export function weighPages(client: string): PageWeights;
export function judgeWeights(weights: PageWeights): { readonly sentence: string; readonly over: readonly string[] };
