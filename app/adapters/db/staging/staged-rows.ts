export interface StagedOrder {
  readonly orderId: string;
  readonly name: string;
  readonly customerId: string | null;
  readonly processedAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly cancelledAt: Date | null;
  readonly isTest: boolean;
  readonly financialStatus: string | null;
  readonly sourceName: string | null;
  readonly channel: string | null;
  readonly country: string | null;
  readonly currencyCode: string;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly discountCodes: readonly string[];
  readonly tags: readonly string[];
  readonly customerOrderIndex: number | null;
  readonly customerOrderCount: number | null;
  readonly firstVisitSource: string | null;
  readonly firstVisitMedium: string | null;
  readonly lastVisitSource: string | null;
  readonly lastVisitMedium: string | null;
  readonly daysToConversion: number | null;
  readonly isRenewal: boolean;
  readonly totalPaid: number;
  readonly isRebuilt: boolean;
  readonly isDeleted: boolean;
  readonly isJourneyReady: boolean;
}

export interface StagedLine {
  readonly orderId: string;
  readonly lineId: string;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly isGiftCard: boolean;
  /** `place.list.position` of the recommendation whose button put it into the cart. */
  readonly rec: string | null;
}

export interface StagedAgreement {
  readonly orderId: string;
  readonly agreementId: string;
  readonly reason: string;
  readonly happenedAt: Date;
}

export interface StagedSale {
  readonly agreementId: string;
  readonly saleId: string;
  readonly action: string;
  readonly lineType: string;
  readonly lineId: string | null;
  readonly quantity: number;
  readonly total: number;
  readonly tax: number;
  readonly discount: number;
}

/** Says that an order of the batch cannot be used; `applyBatch` leaves all of it out. */
export interface StagedFault {
  /** Kind and id of what the unusable row belongs to: `Order/1` or `OrderAgreement/2`; `line 3` when it names none. */
  readonly subject: string;
  readonly reason: string;
  /** Of the order, where they could be read. */
  readonly name: string | null;
  readonly updatedAt: Date | null;
}

export interface StagedCustomer {
  readonly customerId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly isDeleted: boolean;
}

export interface StagedCheckout {
  readonly checkoutId: string;
  readonly token: string | null;
  readonly cartToken: string | null;
  readonly customerId: string | null;
  /** What made it, when that is not the online store. */
  readonly sourceName: string | null;
  readonly hasContact: boolean;
  readonly origin: "list" | "webhook";
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
  readonly value: number;
  /** What delivery was offered for, before tax; null while no price is known. Of a listed one still with its tax. */
  readonly shipping: number | null;
  readonly currencyCode: string;
  readonly isDeleted: boolean;
  /** Tax that the value of a listed one still holds, together with that of shipping; 0 where it holds none. */
  readonly includedTax: number;
  /** What a listed one costs with shipping. */
  readonly total: number;
}

/** A line of a listed checkout that is a gift card, and so no merchandise. */
export interface StagedGiftCard {
  readonly checkoutId: string;
  /** Kind and number of the line's id. */
  readonly lineName: string;
  readonly amount: number;
}

/** Rows of one batch on their way to `applyBatch`. */
export interface StagedRows {
  readonly orders: StagedOrder[];
  readonly lines: StagedLine[];
  readonly agreements: StagedAgreement[];
  readonly sales: StagedSale[];
  readonly faults: StagedFault[];
  readonly customers: StagedCustomer[];
  readonly checkouts: StagedCheckout[];
  readonly giftCards: StagedGiftCard[];
}

export const emptyRows = (): StagedRows => ({
  orders: [],
  lines: [],
  agreements: [],
  sales: [],
  faults: [],
  customers: [],
  checkouts: [],
  giftCards: [],
});
