import type { Formatters } from "~/ui/formatters";
import { BlockStack } from "~/ui/polaris";
import { ProgressLine } from "~/ui/states";
import type { ImportView } from "./import-view";

const KIND_LABELS: Readonly<Record<string, string>> = {
  orders: "Orders",
  customers: "Customers",
  products: "Products",
  checkouts: "Abandoned checkouts",
};
const KIND_ORDER = ["orders", "customers", "products", "checkouts"];
const MINUTE_SECONDS = 60;

/** How far the import is, in counts, and the time left once it can be told. */
export function ImportProgress({ state, format }: { readonly state: ImportView; readonly format: Formatters }) {
  const parts = [...state.parts].sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind));
  const hasBegun = parts.some(({ done }) => done > 0);
  return (
    <>
      {parts.length > 0 && (
        <BlockStack as="ul" gap="300">
          {parts.map((part) => (
            <ProgressLine
              key={part.kind}
              part={{
                label: KIND_LABELS[part.kind] ?? part.kind,
                done: part.done,
                expected: part.expected,
                isFinished: part.status === "staged" || part.status === "done",
              }}
              formatCount={format.count}
            />
          ))}
        </BlockStack>
      )}
      <p>
        {hasBegun ? timeLeft(state.secondsLeft) : "Shopify is preparing the data; the counts begin in a moment."} You
        can close this page: the import goes on, also after a restart.
      </p>
    </>
  );
}

export function timeLeft(seconds: number | null): string {
  if (seconds === null) return "The time left shows once it can be told.";
  if (seconds < MINUTE_SECONDS) return "Less than a minute left.";
  const minutes = Math.ceil(seconds / MINUTE_SECONDS);
  return `About ${minutes} ${minutes === 1 ? "minute" : "minutes"} left.`;
}
