import { useEffect } from "react";

/** What came of something a form asked for. */
export type Answer = { readonly message: string } | { readonly error: string };

interface Asked {
  readonly state: string;
  readonly data: Answer | undefined;
}

/** Says in the admin around the frame what an action answered, once it is done. */
export function useToast({ state, data }: Asked): void {
  useEffect(() => {
    if (data && state === "idle" && "message" in data) showToast(data.message);
  }, [state, data]);
}

/** Without App Bridge there is nobody to say it; the page then shows what it did. */
export function showToast(message: string, options: { readonly isError?: boolean } = {}): void {
  if ("shopify" in window) window.shopify.toast.show(message, options);
}
