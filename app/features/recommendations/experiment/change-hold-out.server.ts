import { withShop } from "~/adapters/db/connect/tenant.server";
import { writeHoldOutSetting } from "~/adapters/db/recommendations/hold-outs.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import type { AppContext } from "~/context/context.server";
import { HELD_OUT_PERCENTS, type HoldOutSetting, INSTEAD } from "~/domain/recommendations/lift/held-out-lists";
import { dayOf } from "~/domain/time/shop-time";
import type { Answer } from "~/features/page/use-toast";
import { LIFT_TEXTS } from "~/words/pages/lift";
import { wordsOf } from "~/words/words";
import { HOLD_OUT } from "./hold-out";

/**
 * Sets how product pages are held out, and has today's lists written accordingly: nothing is held out while it is off.
 * Null when the form is about something else.
 */
export async function changeHoldOut(context: AppContext, shopId: string, form: FormData): Promise<Answer | null> {
  if (form.get("intent") !== HOLD_OUT.save) return null;
  const say = wordsOf(LIFT_TEXTS);
  const percent = Number(form.get("percent"));
  const isOn = percent !== 0;
  const instead = INSTEAD.find((choice) => choice === form.get("instead"));
  if (instead === undefined || (isOn && !HELD_OUT_PERCENTS.includes(percent))) return { error: say("refused") };
  await save(context, shopId, { isOn, percent, instead });
  return { message: say(isOn ? "saved.on" : "saved.off") };
}

async function save({ db, queue, now }: AppContext, shopId: string, setting: HoldOutSetting): Promise<void> {
  await withShop(db, shopId, async (tx) => {
    const { timeZone } = await shopProfileOf(tx, shopId);
    await writeHoldOutSetting(tx, shopId, setting, dayOf(now(), timeZone));
    await queue.send("publish-lists", { shopId }, { isUrgent: true, tx });
  });
}
