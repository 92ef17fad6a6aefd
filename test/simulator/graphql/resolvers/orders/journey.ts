import { gid } from "../../../payloads/payloads";
import { utcText } from "../../../time/time-text";
import type { ApiContext } from "../../context";
import { plain, type PlainSource } from "../../fields";
import type { OrderSource } from "./order-source";

const DAY_MS = 86_400_000;

export function journeySummary({ record }: OrderSource, _args: unknown, { clock }: ApiContext): PlainSource | null {
  const { journey } = record;
  if (journey === null) return null;
  const { customerOrderIndex, daysToConversion, readyAt } = journey;
  if (readyAt !== null && readyAt > clock()) {
    return plain("CustomerJourneySummary", {
      ready: false,
      customerOrderIndex,
      daysToConversion: null,
      firstVisit: null,
      lastVisit: null,
    });
  }
  const daysBefore = daysToConversion ?? 0;
  const lastVisit = visit(2 * record.id, record.createdAt, journey.source, journey.medium);
  const firstVisit = visit(
    2 * record.id - 1,
    record.createdAt - daysBefore * DAY_MS,
    journey.firstSource,
    journey.firstMedium,
  );
  return plain("CustomerJourneySummary", {
    ready: true,
    customerOrderIndex,
    daysToConversion,
    firstVisit: firstVisit ?? lastVisit,
    lastVisit,
  });
}

function visit(id: number, at: number, source: string | null, medium: string | null): PlainSource | null {
  if ((source ?? medium ?? null) === null) return null;
  return plain("CustomerVisit", {
    id: gid("CustomerVisit", id),
    occurredAt: utcText(at),
    source: source ?? "direct",
    sourceType: null,
    sourceDescription: null,
    landingPage: null,
    referrerUrl: null,
    referralCode: null,
    utmParameters: plain("UTMParameters", { source, medium, campaign: null, content: null, term: null }),
  });
}
