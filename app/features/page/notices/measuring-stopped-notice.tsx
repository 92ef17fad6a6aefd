import { PageLink } from "~/features/page/page-link";
import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { NOTICE_TEXTS } from "~/words/parts/notices";

/** Says that what a page shows of visits ends where nobody measured them any more. */
export function MeasuringStoppedNotice() {
  const say = useWords(NOTICE_TEXTS);
  return (
    <Notice tone="warning" title={say("measuringStopped.title")}>
      <p>
        {say("measuringStopped.text")} <PageLink to="/app/settings">{say("measuringStopped.link")}</PageLink>
      </p>
    </Notice>
  );
}
