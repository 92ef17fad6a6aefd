import { decayedWeight } from "../basket-log";
import type { ContextProduct, Recommender } from "../recommender";
import { PROFILE_HALF_LIFE_DAYS } from "../purchase-profile";
import { filledList, productOrder } from "./filled-list";
import type { HeldOut, HeldOutBasket } from "./hold-out";
import { coverageOf } from "./item-task";
import { LIST_PLACES, meanOf, type Measures, measuresOf } from "./measures";

export interface NextMeasures extends Measures {
  readonly coverage: number;
}

/**
 * Next purchase: from all a customer bought, the first basket afterwards is to be found; `nextNew` asks only for what
 * the customer never bought, `nextAny` for all of it.
 *
 * @param isOrdered - whether times say anything; otherwise every past purchase counts alike.
 * @returns null where no known customer came back.
 */
export function nextPurchaseTask(
  engine: Recommender,
  heldOut: HeldOut,
  isOrdered = true,
): { nextNew: NextMeasures | null; nextAny: NextMeasures | null } {
  const { training } = heldOut;
  const order = productOrder(training);
  const rankOf = new Uint32Array(order.length);
  order.forEach((product, rank) => (rankOf[product] = rank));
  const ofNew: Measures[] = [];
  const ofAny: Measures[] = [];
  const newLists: number[][] = [];
  const anyLists: number[][] = [];
  for (const { profile, basket } of returningCustomers(heldOut, isOrdered)) {
    const newList = filledList(engine, profile, order);
    const past = new Set(profile.map(({ product }) => product));
    const own = [...profile].sort((a, b) => b.weight - a.weight || rankOf[a.product]! - rankOf[b.product]!);
    const anyList = [...own.map(({ product }) => product), ...newList].slice(0, LIST_PLACES);
    const targets = new Set(basket.products);
    ofAny.push(measuresOf(anyList, targets));
    anyLists.push(anyList);
    const unknown = new Set(basket.products.filter((product) => !past.has(product)));
    if (unknown.size === 0) continue;
    ofNew.push(measuresOf(newList, unknown));
    newLists.push(newList);
  }
  const result = (all: readonly Measures[], lists: readonly number[][]) => {
    const mean = meanOf(all);
    return mean && { ...mean, coverage: coverageOf(lists, training) };
  };
  return { nextNew: result(ofNew, newLists), nextAny: result(ofAny, anyLists) };
}

/** Customers known before who came back, each with the weights of past purchases and the first basket afterwards. */
export function* returningCustomers(
  { training, now, baskets }: HeldOut,
  isOrdered = true,
): Generator<{ customer: number; profile: ContextProduct[]; basket: HeldOutBasket }> {
  const first = new Map<number, HeldOutBasket>();
  for (const basket of baskets) {
    if (basket.customer === null) continue;
    const known = first.get(basket.customer);
    if (known === undefined || basket.at < known.at) first.set(basket.customer, basket);
  }
  const profiles = new Map<number, Map<number, number>>();
  for (let basket = 0; basket < training.basketCount; basket++) {
    const customer = training.customers[basket]!;
    if (!first.has(customer)) continue;
    const profile = profiles.get(customer) ?? new Map<number, number>();
    profiles.set(customer, profile);
    const weight = isOrdered ? decayedWeight(training.times[basket]!, now, PROFILE_HALF_LIFE_DAYS) : 1;
    for (let i = training.starts[basket]!; i < training.starts[basket + 1]!; i++) {
      profile.set(training.items[i]!, (profile.get(training.items[i]!) ?? 0) + weight);
    }
  }
  for (const [customer, weights] of profiles) {
    const profile = Array.from(weights, ([product, weight]) => ({ product, weight }));
    yield { customer, profile, basket: first.get(customer)! };
  }
}
