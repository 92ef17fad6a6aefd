import { useFetcher } from "@remix-run/react";
import { useMemo } from "react";
import type { ImportView } from "~/features/installation/import-view";
import type { PageStatus } from "~/features/page/frame/number-page";
import { useWords } from "~/ui/format/use-words";
import { PostButton } from "~/ui/forms/post-button";
import { NOTICE_TEXTS } from "~/words/parts/notices";
import type { Pulse } from "./pulse";
import { usePulse } from "./use-pulse";
import { useReload } from "./use-reload";

/** Keeps a page of numbers current: it is loaded again when they changed. */
export function usePageStatus(
  { dataVersion, visitVersion, pending, isRebuilding, forecastRun }: Omit<Pulse, "importState">,
  importState: ImportView,
): PageStatus {
  const say = useWords(NOTICE_TEXTS);
  const start = useFetcher();
  const loaded = useMemo(
    () => ({ dataVersion, visitVersion, pending, isRebuilding, forecastRun, importState }),
    [dataVersion, visitVersion, pending, isRebuilding, forecastRun, importState],
  );
  const live = usePulse(loaded, useReload());
  return {
    importState: live.importState,
    pending: live.pending,
    isRebuilding: live.isRebuilding,
    unreachableSince: live.unreachableSince,
    importButton: (
      <start.Form method="post" action="/app/settings">
        <PostButton
          intent="import"
          label={say(importState.phase === "none" ? "action.startImport" : "action.startAgain")}
          isBusy={start.state !== "idle"}
          tone="primary"
        />
      </start.Form>
    ),
  };
}
