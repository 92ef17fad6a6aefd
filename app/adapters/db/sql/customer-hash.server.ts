/** The hash a redacted customer is known again by, SHA-256 over the shop's salt and the id; `p` is the shop's profile. */
export const CUSTOMER_HASH = (id: string) => `sha256(convert_to(p.redaction_salt::text || ':' || ${id}::text, 'UTF8'))`;
