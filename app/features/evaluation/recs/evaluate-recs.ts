import { chooseItemSettings, itemBlend } from "~/domain/recommendations/blend/item-blend";
import { cartEngines } from "~/domain/recommendations/cart/cart-engines";
import { cartRows, largestScore, rowsEngine } from "~/domain/recommendations/cart/cart-rows";
import { chooseCart } from "~/domain/recommendations/cart/choose-cart";
import { publishedEngines } from "~/domain/recommendations/engines/engines";
import { cartTask, type CartMeasures } from "~/domain/recommendations/held-out/cart-task";
import type { HeldOut } from "~/domain/recommendations/held-out/hold-out";
import { itemTask, type ItemMeasures } from "~/domain/recommendations/held-out/item-task";
import { nextPurchaseTask, type NextMeasures } from "~/domain/recommendations/held-out/next-purchase-task";
import type { Recommender, RecommenderSettings } from "~/domain/recommendations/recommender";
import { similarProducts } from "~/domain/recommendations/similar-products";

/** A log of orders cut in three: what is known at the test, and one step earlier. */
export interface RecsLog {
  readonly test: HeldOut;
  /** Everything is chosen on this one. */
  readonly validation: HeldOut;
  /** Words of each product, by its index; empty where nobody gave any. */
  readonly descriptions: readonly string[];
  /** Whether times tell ages. */
  readonly isOrdered: boolean;
  /** Whether engines take part that invert a matrix as large as the catalogue. */
  readonly withDense: boolean;
}

export interface EvaluatedEngine {
  readonly name: string;
  readonly settings: RecommenderSettings;
  readonly item: Omit<ItemMeasures, "ofBaskets"> | null;
  readonly cart: Omit<CartMeasures, "ofBaskets"> | null;
  readonly nextNew: NextMeasures | null;
  readonly nextAny: NextMeasures | null;
  /** From baskets in memory to the lists of all seeds of the test. */
  readonly fitSeconds: number;
  /** Highest of the process so far. */
  readonly peakMb: number;
}

export interface RecsEvaluation {
  readonly baskets: number;
  readonly products: number;
  readonly heldOutBaskets: number;
  readonly algorithms: readonly EvaluatedEngine[];
  readonly chosen: { readonly item: string; readonly cart: string; readonly next: string; readonly why: string };
  readonly chooseSeconds: number;
}

interface Surroundings {
  /** Seconds of some clock. */
  readonly clock: () => number;
  readonly peakMb: () => number;
  readonly onProgress: (name: string) => void;
}

/** Engines too slow for larger catalogues are left out. */
const LARGEST_DENSE_CATALOGUE = 4000;

/**
 * Scores every engine, and what the app would publish, on the last window of a log. Settings of the app's own engines
 * are chosen on the window before it; then they are fitted again on all that is known and scored once.
 */
export function evaluateRecs(
  { test, validation, descriptions, isOrdered, withDense }: RecsLog,
  around: Surroundings,
): RecsEvaluation {
  const { training, now } = test;
  const alike = similarProducts(descriptions);
  const started = around.clock();
  around.onProgress("choosing");
  const settings = chooseItemSettings(validation, alike);
  const cart = chooseCart(validation);
  const chooseSeconds = around.clock() - started;

  const cartEngine = () => cartEngines(training, now)(cart.recipe);
  const makers: (() => Recommender)[] = [
    ...publishedEngines(training, now, withDense && training.productCount <= LARGEST_DENSE_CATALOGUE),
    () => itemBlend(training, alike, settings, now),
    () => ({ ...cartEngine(), name: "cart" }),
    () => {
      const engine = cartEngine();
      return rowsEngine(training, cartRows(engine, largestScore(training, engine)), {
        name: "cart rows",
        settings: engine.settings,
      });
    },
  ];
  const algorithms = makers.map((make): EvaluatedEngine => {
    const from = around.clock();
    const engine = make();
    around.onProgress(engine.name);
    const item = itemTask(engine, test);
    const fitSeconds = around.clock() - from;
    const cartMeasures = cartTask(engine, test);
    return {
      name: engine.name,
      settings: engine.settings,
      item: withoutBaskets(item),
      cart: withoutBaskets(cartMeasures),
      ...nextPurchaseTask(engine, test, isOrdered),
      fitSeconds,
      peakMb: around.peakMb(),
    };
  });
  return {
    baskets: training.basketCount + test.baskets.length,
    products: training.productCount,
    heldOutBaskets: test.baskets.length,
    algorithms,
    chosen: {
      item: "blend",
      cart: "cart rows",
      next: "cart",
      why:
        `Weights of the blend by search on the window before, drawn towards weights that held on other logs; ` +
        (cart.scores === null
          ? `no cart to choose by, so the carts' usual engine (${cart.recipe.name})`
          : `of ${cart.scores.length} engines for carts the best there, if three standard errors ahead of the usual one (${cart.recipe.name})`) +
        `.`,
    },
    chooseSeconds,
  };
}

function withoutBaskets<T extends { readonly ofBaskets: Float64Array }>(
  measures: T | null,
): Omit<T, "ofBaskets"> | null {
  if (measures === null) return null;
  const { ofBaskets: _, ...rest } = measures;
  return rest;
}
