import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { ProgressLine } from "~/ui/frame/states";
import { BlockStack } from "~/ui/polaris";
import { INSTALLATION_TEXTS } from "~/words/pages/installation";
import { wordsOf } from "~/words/words";
import type { ImportView } from "./import-view";

const KIND_ORDER = ["orders", "customers", "products", "checkouts"] as const;
const MINUTE_SECONDS = 60;

/** How far the import is, in counts, and the time left once it can be told. */
export function ImportProgress({ state, format }: { readonly state: ImportView; readonly format: Formatters }) {
  const say = useWords(INSTALLATION_TEXTS);
  const parts = KIND_ORDER.flatMap((kind) =>
    state.parts.filter((part) => part.kind === kind).map((part) => ({ ...part, kind })),
  );
  const hasBegun = parts.some(({ done }) => done > 0);
  return (
    <>
      {parts.length > 0 && (
        <BlockStack as="ul" gap="300">
          {parts.map((part) => (
            <ProgressLine
              key={part.kind}
              part={{
                label: say(`kind.${part.kind}`),
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
        {hasBegun ? timeLeft(state.secondsLeft, format) : say("progress.preparing")} {say("progress.goesOn")}
      </p>
    </>
  );
}

export function timeLeft(seconds: number | null, format: Formatters): string {
  const say = wordsOf(INSTALLATION_TEXTS, format.settings.locale);
  if (seconds === null) return say("progress.timeUnknown");
  if (seconds < MINUTE_SECONDS) return say("progress.lastMinute");
  const count = Math.ceil(seconds / MINUTE_SECONDS);
  return say("progress.minutes", { count, shown: format.count(count) });
}
