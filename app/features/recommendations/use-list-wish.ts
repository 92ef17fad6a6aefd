import { useFetcher } from "@remix-run/react";
import { useToast } from "~/features/page/use-toast";
import type { ListAnswer } from "./change-lists.server";

/** Posts what a merchant asks for on the page of recommendations. */
export function useListWish() {
  const wish = useFetcher<ListAnswer>();
  useToast(wish);
  const { data } = wish;
  return {
    Form: wish.Form,
    isBusy: wish.state !== "idle",
    error: data && "error" in data ? data.error : undefined,
  };
}
