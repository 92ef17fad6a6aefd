import { useVisiblePolling } from "~/ui/frame/live-updates";
import { useReload } from "./use-reload";

/** Loads the page again every `intervalMs` for as long as something it shows is awaited. */
export function useReloadWhile(isAwaited: boolean, intervalMs: number): void {
  const reload = useReload();
  useVisiblePolling(() => {
    if (isAwaited) reload();
  }, intervalMs);
}
