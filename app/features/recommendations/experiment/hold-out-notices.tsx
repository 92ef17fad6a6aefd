import type { Instead } from "~/domain/recommendations/lift/held-out-lists";
import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { LIFT_TEXTS } from "~/words/pages/lift";
import type { WhatListsBring } from "./load-what-lists-bring.server";

/** Stands as long as product pages are held out: lists are missing there on purpose. */
export function HoldOutNotice({
  brought: { setting, isMeasuring },
}: {
  readonly brought: Pick<WhatListsBring, "setting" | "isMeasuring">;
}) {
  const say = useWords(LIFT_TEXTS);
  const { isOn, percent, instead } = setting;
  // Nothing is held out while nobody measures.
  if (!isOn || !isMeasuring) return null;
  return (
    <Notice tone="info" title={say(`running.${instead}`, { percent: String(percent) })}>
      <p>{say("running.help")}</p>
    </Notice>
  );
}

/** Says that shoppers do not see the lists of a product today. */
export function HeldOutToday({ instead }: { readonly instead: Instead }) {
  const say = useWords(LIFT_TEXTS);
  return (
    <Notice tone="info" title={say(`today.${instead}`)}>
      <p>{say("today.help")}</p>
    </Notice>
  );
}
