import { countUnmatchedRecovered, readAbandonedCheckouts } from "~/adapters/db/facts/abandoned-checkouts.server";
import { readOtherSources } from "~/adapters/db/facts/other-sources.server";
import type { DailyTotals } from "~/adapters/db/totals/rollups.server";
import { readShippingSplit } from "~/adapters/db/totals/shipping-split.server";
import type { AppContext } from "~/context/context.server";
import { settlingDays } from "~/domain/metrics/catalogue/settling-days";
import { rateOf } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { CHECKOUT_RECORDS } from "~/domain/metrics/records/checkouts";
import type { ShippingSplitGroup } from "~/domain/metrics/totals/shipping-split";
import type { CheckoutCounts } from "~/domain/metrics/totals/totals";
import { isKnownDay } from "~/domain/orders/known-checkouts";
import { addDays, dayOf, type EpochMs } from "~/domain/time/shop-time";
import { cardReader } from "~/features/page/cards/card-reader.server";
import { openPage, type OpenPage } from "~/features/page/open-page.server";
import { PAGE_SIZE, pageNumber, readPage } from "~/features/page/page-number";
import { readRangeTotals, type RangeTotals } from "~/features/page/range/range-totals.server";
import { ABANDONMENT_TEXTS } from "~/words/pages/abandonment";
import { wordsOf } from "~/words/words";
import { loadStorefront } from "./load-storefront.server";
import type { AbandonmentDay, AbandonmentView, ShippingRow, StateRow } from "./abandonment";

const say = wordsOf(ABANDONMENT_TEXTS);

const STATES: readonly (Omit<StateRow, "label" | "rule" | "checkouts" | "checkoutsBefore"> & {
  readonly of: keyof CheckoutCounts;
})[] = [
  {
    state: "completed",
    of: "completed",
    isSettled: true,
  },
  {
    state: "recovered",
    of: "recovered",
    isSettled: true,
  },
  {
    state: "abandoned",
    of: "abandoned",
    isSettled: true,
  },
  {
    state: "open",
    of: "open",
    isSettled: false,
  },
  {
    state: "superseded",
    of: "superseded",
    isSettled: false,
  },
  {
    state: "void",
    of: "voided",
    isSettled: false,
  },
  {
    state: "anonymous",
    of: "anonymous",
    isSettled: false,
  },
];

/** Who leaves at checkout, and what that is worth, for the range the address asks for. */
export function loadAbandonment(
  context: Pick<AppContext, "db" | "now">,
  shopId: string,
  params: URLSearchParams,
  now: EpochMs = context.now(),
  rowsPerPage: number = PAGE_SIZE,
): Promise<AbandonmentView> {
  return openPage(context, shopId, params, now, async (page) => {
    const { tx, whole, earlier, range, profile, installedAt, metricContext } = page;
    const { abandonmentThresholdMinutes: thresholdMinutes, checkoutSources } = profile.definitions;
    const totals = await readRangeTotals(tx, shopId, whole, now, thresholdMinutes);
    const before = earlier && (await readRangeTotals(tx, shopId, earlier, now, thresholdMinutes));
    const read = cardReader(page, totals, before);
    const card = (key: keyof typeof CHECKOUT_RECORDS) => {
      const trend = totals.days.map(({ checkouts }) => CHECKOUT_RECORDS[key].formula(checkouts, metricContext).value);
      return read(key, trend);
    };
    const { cut } = totals.checkouts;
    const daysBefore = before ? abandonmentDays(comparedDays(before), page).slice(0, totals.days.length) : [];
    // The chart begins where checkouts are known; of the comparison the days beside those that are shown.
    const known = totals.days.filter(({ day }) => isKnownDay(day, profile.checkoutsKnownFrom));
    const firstKnown = totals.days.length - known.length;
    const installedOn = installedAt === null ? null : dayOf(installedAt, profile.timeZone);
    const shippingToldFrom = installedOn !== null && range.from <= installedOn ? addDays(installedOn, 1) : null;
    const earliest = earlier && earlier.from < range.from ? earlier.from : range.from;
    return {
      cards: [
        await card("checkout_abandonment_rate"),
        await card("checkout_abandonment_gross"),
        await card("recovery_rate"),
      ],
      valueCards: [await card("abandoned_value"), await card("recovered_value")],
      states: STATES.map(({ of, ...row }) => ({
        ...row,
        label: say(`state.${row.state}.label`),
        rule: say(`state.${row.state}.rule`),
        checkouts: totals.checkouts[of],
        checkoutsBefore: before === null || before.checkouts.cut !== null ? null : before.checkouts[of],
      })),
      cut,
      otherSources: await readOtherSources(tx, shopId, range, checkoutSources),
      shipping: (await readShippingSplit(tx, shopId, range, now, thresholdMinutes)).map((group) =>
        shippingRow(group, shippingToldFrom !== null),
      ),
      shippingToldFrom,
      ...(await loadStorefront(page)),
      days: abandonmentDays(known, page),
      daysBefore: before?.checkouts.cut?.isUnknown ? [] : daysBefore.slice(firstKnown),
      installedOn: installedOn !== null && earliest < installedOn ? installedOn : null,
      unmatchedRecovered: await countUnmatchedRecovered(tx, shopId, range),
      abandoned: await readPage(
        pageNumber(params),
        totals.checkouts.abandoned,
        (window) => readAbandonedCheckouts(tx, shopId, range, now, thresholdMinutes, window),
        rowsPerPage,
      ),
      thresholdMinutes,
      ignoresSegment: true as const,
    };
  });
}

function shippingRow(group: ShippingSplitGroup, isPartlyListed: boolean): ShippingRow {
  const { share, abandoned, recovered, completed } = group;
  const isTold = share !== "unknown" && !(share === "free" && isPartlyListed);
  const rate = rateOf(abandoned, abandoned + recovered + completed, because("noCheckoutsEnded"));
  return { ...group, rate: isTold ? rate : null };
}

/** The last day as far as it is compared. */
function comparedDays({ days, lastCheckouts }: RangeTotals): DailyTotals[] {
  return days.map((each, index) =>
    lastCheckouts && index === days.length - 1
      ? { ...each, checkouts: { ...lastCheckouts, cut: each.checkouts.cut } }
      : each,
  );
}

function abandonmentDays(days: readonly DailyTotals[], { today, metricContext }: OpenPage): AbandonmentDay[] {
  const { formula, settledAtDays } = CHECKOUT_RECORDS.checkout_abandonment_rate;
  return days.map(({ day, checkouts }) => ({
    day,
    totals: checkouts,
    rate: formula(checkouts, metricContext).value,
    isSettling: settlingDays({ from: day, to: day }, today, settledAtDays) > 0,
  }));
}
