import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { NOTICE_TEXTS } from "~/words/parts/notices";

/** Says that a change of what counts has not reached the numbers yet. */
export function RebuildNotice({ isRebuilding }: { readonly isRebuilding: boolean }) {
  const say = useWords(NOTICE_TEXTS);
  if (!isRebuilding) return null;
  return (
    <Notice tone="info" title={say("rebuilding.title")}>
      <p>{say("rebuilding.text")}</p>
    </Notice>
  );
}
