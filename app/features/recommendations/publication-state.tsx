import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { RECOMMENDATION_TEXTS, type SayRecommendation } from "~/words/pages/recommendations";
import type { RecommendationsPage } from "./load-recommendations.server";

type Publication = RecommendationsPage["publication"];

/** What keeps lists from being shown. */
export function PublicationNotices({ publication }: { readonly publication: Publication }) {
  const say = useWords(RECOMMENDATION_TEXTS);
  if (publication === null) return null;
  const { failedBecause, missingDefinitions } = publication;
  return (
    <>
      {failedBecause !== null && (
        <Notice tone="critical" title={say("publishFailed.title")}>
          <p>{say("publishFailed.help", { reason: failedBecause })}</p>
        </Notice>
      )}
      {missingDefinitions.length > 0 && (
        <Notice tone="critical" title={say("missing.title")}>
          <p>{say("missing.help", { keys: missingDefinitions.join(", ") })}</p>
        </Notice>
      )}
    </>
  );
}

/** When lists were published and compared, and what came of it. */
export function publicationLines(publication: Publication, say: SayRecommendation, format: Formatters): string {
  if (!publication?.publishedAt) return say("check.never");
  const { publishedAt, checkedAt, checked, different, refused } = publication;
  return [
    say("check.published", { at: format.dateTime(publishedAt) }),
    checkedAt === null
      ? say("check.unchecked")
      : say("check.checked", {
          ...{ at: format.dateTime(checkedAt), checked, different },
          ...{ checkedShown: format.count(checked), differentShown: format.count(different) },
        }),
    ...(refused > 0 ? [say("check.refused", { count: refused, shown: format.count(refused) })] : []),
  ].join(" ");
}
