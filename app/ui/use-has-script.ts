import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether script runs here: not on the server, and not in a browser until the page has come to life. */
export function useHasScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
