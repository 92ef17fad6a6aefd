import type { ReactNode } from "react";
import type { DefinitionsView } from "./definitions";
import type { Formatters } from "~/ui/format/formatters";
import { PageFrame } from "~/ui/frame/page-frame";
import { Notice } from "~/ui/frame/states";
import { useWords } from "~/ui/format/use-words";
import { DEFINITION_TEXTS } from "~/words/pages/definitions";
import { ChangeHistory } from "./change-history";

export interface DefinitionsPageProps {
  readonly view: DefinitionsView;
  readonly tabs: ReactNode;
  /** What came of a change. */
  readonly notice: ReactNode;
  /** The switches, and what a change of them would do. */
  readonly switches: ReactNode;
  /** All metrics, and the search among them. */
  readonly metrics: ReactNode;
  readonly format: Formatters;
}

/** What every number means, and the switches that change it. */
export function DefinitionsPage({ view, tabs, notice, switches, metrics, format }: DefinitionsPageProps) {
  const say = useWords(DEFINITION_TEXTS);
  return (
    <PageFrame title={say("page.title")}>
      {tabs}
      {notice}
      {view.isRebuilding && (
        <Notice tone="info" title={say("page.rebuilding.title")}>
          <p>{say("page.rebuilding.help", { version: format.count(view.version) })}</p>
        </Notice>
      )}
      {switches}
      <ChangeHistory history={view.history} version={view.version} format={format} />
      {metrics}
    </PageFrame>
  );
}
