import { useFetcher } from "@remix-run/react";
import { type Answer, useToast } from "~/features/page/use-toast";

/** One for the whole page: a button may be gone by the time its wish is fulfilled. */
const useWishFetcher = () => useFetcher<Answer>({ key: "list-wish" });

/** Posts what a merchant asks for on the page of recommendations. */
export function useListWish() {
  const { Form, state, formData, data } = useWishFetcher();
  return {
    Form,
    isBusy: state !== "idle",
    /** What is being asked for. */
    asked: formData,
    error: data && "error" in data ? data.error : undefined,
  };
}

/**
 * Says what came of a wish, wherever on the page it was made.
 *
 * @returns whether one was made.
 */
export function useWishToast(): boolean {
  const wish = useWishFetcher();
  useToast(wish);
  return wish.data !== undefined;
}
