import type { Words } from "../words";
import { reconciliation as en } from "../en/pages/reconciliation";

export const RECONCILIATION_TEXTS = { en };
export type SayReconciliation = Words<typeof en>;
