import { pourOverGear, pressGear, mokaGear } from "./brewers";
import { espressoCoffee, filterCoffee, coldCoffee, capsules } from "./coffee";
import { espressoGear, grinders, kettles } from "./espresso-gear";
import { papers, otherFilters } from "./filters";
import { care, gifts, books, giftCard } from "./gifts-and-care";
import { tea, larder } from "./tea-and-larder";
import { teaGear, cups } from "./tea-gear";
import type { CatalogueProduct } from "./product";

/** Everything the coffee shop sells or sold, prices in euro before local rounding. */
export const CATALOGUE: readonly CatalogueProduct[] = [
  ...espressoCoffee,
  ...filterCoffee,
  ...coldCoffee,
  ...capsules,
  ...tea,
  ...larder,
  ...papers,
  ...otherFilters,
  ...pourOverGear,
  ...pressGear,
  ...mokaGear,
  ...espressoGear,
  ...grinders,
  ...kettles,
  ...teaGear,
  ...cups,
  ...care,
  ...gifts,
  ...books,
  giftCard,
];
