import { useRevalidator } from "@remix-run/react";
import { useVisiblePolling } from "~/ui/frame/live-updates";

/** Loads the page again every `intervalMs` for as long as something it shows is awaited. */
export function useReloadWhile(isAwaited: boolean, intervalMs: number): void {
  const { revalidate } = useRevalidator();
  useVisiblePolling(() => {
    if (isAwaited) revalidate();
  }, intervalMs);
}
