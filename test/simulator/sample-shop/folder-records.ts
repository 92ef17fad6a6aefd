/** The lines of a simulator data folder (`README.md` of the simulator); money is decimal text in shop currency. */
export interface OrderLineRecord {
  readonly productId: number;
  readonly variantId?: number;
  readonly title?: string;
  readonly quantity: number;
  readonly unitPrice: string;
  readonly discount?: string;
  readonly tax?: string;
  readonly giftCard?: true;
}

export interface RefundRecord {
  readonly at: string;
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  readonly adjustment?: string;
}

export interface OrderRecord {
  readonly id: number;
  readonly name: string;
  readonly customerId: number | null;
  readonly processedAt: string;
  readonly createdAt?: string;
  readonly cancelledAt?: string;
  readonly test?: true;
  readonly financialStatus?: string;
  readonly sourceName?: string;
  readonly checkoutToken?: string;
  readonly cartToken?: string;
  readonly discountCodes?: readonly string[];
  readonly country?: string;
  readonly lines: readonly OrderLineRecord[];
  readonly shipping?: string;
  readonly tip?: string;
  readonly presentmentCurrency?: string;
  readonly edits?: readonly { readonly at: string; readonly lines: readonly OrderLineRecord[] }[];
  readonly refunds?: readonly RefundRecord[];
  readonly journey?: {
    readonly customerOrderIndex?: number;
    readonly firstSource?: string;
    readonly firstMedium?: string;
    readonly source?: string;
    readonly medium?: string;
    readonly daysToConversion?: number;
  };
}

export interface CheckoutRecord {
  readonly id: number;
  readonly token: string;
  readonly cartToken?: string;
  readonly customerId?: number;
  readonly hasContact: boolean;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly completedAt?: string;
  readonly orderId?: number;
  readonly lines: readonly OrderLineRecord[];
}

export interface CustomerRecord {
  readonly id: number;
  readonly createdAt: string;
  readonly tags: readonly string[];
}
