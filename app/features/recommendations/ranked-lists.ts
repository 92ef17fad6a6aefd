import type { Recommendation, RecommendationModel } from "~/domain/recommendations/lists/recommendation-lists";
import { CANDIDATES_KEPT } from "~/domain/recommendations/showing/list-kinds";
import type { Candidate } from "~/domain/recommendations/showing/made-lists";

type IdOf = (product: number) => string;

/** What is kept of a model's lists: ranked products, without the sellers that fill free places. */
export const rankedLists = {
  together: (model: RecommendationModel, idOf: IdOf, product: number): Candidate[] =>
    model
      .listFor(product, CANDIDATES_KEPT.together)
      .filter(({ source }) => source !== "recent_seller")
      .map((entry) => candidateOf(entry, idOf)),
  similar: (model: RecommendationModel, idOf: IdOf, product: number): Candidate[] =>
    model.similarTo(product, CANDIDATES_KEPT.similar).map((entry) => candidateOf(entry, idOf)),
  cart: (model: RecommendationModel, idOf: IdOf, product: number): Candidate[] =>
    model
      .cartRow(product, CANDIDATES_KEPT.cart)
      .map((partner) => ({ productId: idOf(partner.product), weight: partner.weight, evidence: null })),
  popular: (model: RecommendationModel, idOf: IdOf): Candidate[] =>
    model.popular(CANDIDATES_KEPT.popular).map((entry) => candidateOf(entry, idOf)),
};

function candidateOf({ product, evidence }: Recommendation, idOf: IdOf): Candidate {
  return {
    productId: idOf(product),
    weight: 0,
    evidence: evidence && { ...evidence, lift: roundedLift(evidence.lift) },
  };
}

/** Two figures are said of it, and with more of them every order of the shop would change it. */
function roundedLift(lift: number): number {
  return Number(lift.toPrecision(2));
}
