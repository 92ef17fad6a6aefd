/** The lines of a simulator data folder (`README.md` of the simulator); money is decimal text in shop currency. */
export interface OrderLineRecord {
  readonly productId: number;
  readonly variantId?: number;
  readonly title?: string;
  readonly quantity: number;
  readonly unitPrice: string;
  readonly discount?: string;
  readonly discountAfterTax?: string;
  readonly tax?: string;
  readonly giftCard?: true;
}

export interface ChargeRecord {
  readonly kind: "duty" | "fee" | "additional_fee" | "unknown";
  readonly amount: string;
  readonly tax?: string;
}

interface UnitsRecord {
  readonly line: number;
  readonly quantity: number;
}

export interface RefundRecord {
  readonly at: string;
  readonly lines: readonly UnitsRecord[];
  readonly adjustment?: string;
  readonly adjustmentTax?: string;
  readonly shipping?: string;
  readonly shippingTax?: string;
}

export interface ReturnRecord {
  readonly at: string;
  readonly lines: readonly UnitsRecord[];
  readonly exchange?: readonly OrderLineRecord[];
  readonly charges?: readonly ChargeRecord[];
}

export interface EditRecord {
  readonly at: string;
  readonly lines: readonly OrderLineRecord[];
  readonly updates?: readonly {
    readonly line: number;
    readonly total: string;
    readonly tax?: string;
    readonly discount?: string;
    readonly discountAfterTax?: string;
  }[];
}

interface OriginRecord {
  readonly sourceName?: string;
  readonly deviceId?: number;
  readonly userId?: number;
  readonly locationId?: number;
}

export interface OrderRecord extends OriginRecord {
  readonly id: number;
  readonly name: string;
  readonly customerId: number | null;
  readonly processedAt: string;
  readonly agreedAt?: string;
  readonly createdAt?: string;
  readonly cancelledAt?: string;
  readonly keepsMoney?: true;
  readonly test?: true;
  readonly financialStatus?: string;
  readonly checkoutToken?: string;
  readonly cartToken?: string;
  readonly discountCodes?: readonly string[];
  readonly country?: string;
  readonly lines: readonly OrderLineRecord[];
  readonly shipping?: string;
  readonly shippingTax?: string;
  readonly tip?: string;
  readonly charges?: readonly ChargeRecord[];
  readonly presentmentCurrency?: string;
  readonly edits?: readonly EditRecord[];
  readonly returns?: readonly ReturnRecord[];
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

export interface CheckoutRecord extends OriginRecord {
  readonly id: number;
  readonly token: string;
  readonly cartToken?: string;
  readonly customerId?: number;
  readonly hasContact: boolean;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly completedAt?: string;
  readonly orderId?: number;
  readonly shipping?: string;
  readonly shippingTax?: string;
  readonly presentmentCurrency?: string;
  readonly lines: readonly OrderLineRecord[];
}

export interface CustomerRecord {
  readonly id: number;
  readonly createdAt: string;
  readonly tags: readonly string[];
}
