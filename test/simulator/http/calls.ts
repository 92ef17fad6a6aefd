import type { Surface } from "./faults";

/** One call that reached the simulator, for assertions. */
export interface Call {
  readonly surface: Surface;
  readonly shop: string | undefined;
  /** The body, or the path of a download. */
  readonly text: string;
}

export type NoteCall = (call: Call) => void;

const MAX_CALLS = 5_000;

/** The newest few thousand calls, oldest first. */
export function callLog(): { readonly calls: readonly Call[]; readonly noteCall: NoteCall } {
  const calls: Call[] = [];
  return {
    calls,
    noteCall(call) {
      if (calls.length >= MAX_CALLS) calls.shift();
      calls.push(call);
    },
  };
}
