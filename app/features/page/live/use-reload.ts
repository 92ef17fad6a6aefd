import { useRevalidator } from "@remix-run/react";

/**
 * Loads the page's data again, unless it is being loaded: starting over each time somebody asks would never end where an
 * answer takes longer than the time between two questions.
 */
export function useReload(): () => void {
  const { revalidate, state } = useRevalidator();
  return () => {
    if (state === "idle") revalidate();
  };
}
