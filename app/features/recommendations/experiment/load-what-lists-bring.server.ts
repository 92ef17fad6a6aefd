import { readMeasurementSetting } from "~/adapters/db/measurement/measurement-setting.server";
import { readHoldOutDraw } from "~/adapters/db/recommendations/hold-outs.server";
import { type ListResults, readListResults } from "~/adapters/db/recommendations/list-results.server";
import { readLiftOfNight } from "~/adapters/db/recommendations/measured-lifts.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { readMeasuredOrders } from "~/adapters/db/totals/measured-totals.server";
import type { AppContext } from "~/context/context.server";
import { HOLD_OUT_DEFAULT, type HoldOutSetting } from "~/domain/recommendations/lift/held-out-lists";
import type { MeasuredLift } from "~/domain/recommendations/lift/measured-lift";
import { daysUntilMeasurable } from "~/domain/recommendations/lift/when-measurable";
import { defaultRange, type DayRange } from "~/domain/time/reporting-window";
import { addDays, dayOf, type ShopDay } from "~/domain/time/shop-time";

export interface WhatListsBring {
  /** False while the storefront is not measured and never was. */
  readonly isMeasured: boolean;
  /** Whether it is measured now. */
  readonly isMeasuring: boolean;
  readonly range: DayRange;
  /** Of the online store's orders, those the pixel saw; null without orders. */
  readonly coverage: number | null;
  readonly results: ListResults;
  readonly setting: HoldOutSetting;
  /** Null while nothing is drawn, or before its first night. */
  readonly effect: Effect | null;
}

export interface Effect {
  /** Days measured. */
  readonly days: number;
  readonly lift: MeasuredLift | null;
  /** By when a lift worth knowing would show; today when it would have. Null while nobody can say, or it takes years. */
  readonly measurableOn: ShopDay | null;
  readonly isDueAlready: boolean;
}

/** What was seen, clicked, added and bought of the lists lately, and what they were found to add. */
export async function loadWhatListsBring(
  { db, now: clock }: Pick<AppContext, "db" | "now">,
  shopId: string,
): Promise<WhatListsBring> {
  return withShop(db, shopId, async (tx) => {
    const { timeZone, definitions } = await shopProfileOf(tx, shopId);
    const now = clock();
    const today = dayOf(now, timeZone);
    const range = defaultRange({ now, timeZone });
    const { seen, orders } = await readMeasuredOrders(tx, shopId, range, definitions.checkoutSources);
    const draw = await readHoldOutDraw(tx, shopId);
    const night = draw?.isOn ? await readLiftOfNight(tx, shopId, draw.salt) : null;
    const results = await readListResults(tx, shopId, range);
    const { isOn, percent, instead } = draw ?? HOLD_OUT_DEFAULT;
    const isMeasuring = (await readMeasurementSetting(tx, shopId))?.isSwitchedOn === true;
    return {
      isMeasured: isMeasuring || results.all.seen > 0,
      isMeasuring,
      range,
      coverage: orders === 0 ? null : seen / orders,
      results,
      setting: { isOn, percent, instead },
      effect: night && effectOf(night.days, night.lift, today),
    };
  });
}

function effectOf(days: number, lift: MeasuredLift | null, today: ShopDay): Effect {
  const wait = lift === null ? null : daysUntilMeasurable(lift.logError, days);
  return { days, lift, measurableOn: wait === null ? null : addDays(today, wait), isDueAlready: wait === 0 };
}
