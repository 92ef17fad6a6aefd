import { randomUUID } from "node:crypto";
import { z } from "zod";

/** The whole cart lives in the shopper's cookie: it survives a restart, and a script-less browser keeps it too. */
export interface Cart {
  readonly token: string;
  /** The checkout started from this cart and not yet paid. */
  readonly checkoutToken: string | null;
  readonly lines: readonly CartLine[];
}

export interface CartLine {
  readonly variantId: number;
  readonly quantity: number;
  readonly properties: Readonly<Record<string, string>>;
}

/** Browsers drop cookies above 4096 bytes without a word. */
const COOKIE_BYTES = 3800;
export const CART_COOKIE = "cart";

const cookieSchema = z.object({
  token: z.string().regex(/^[\w-]{1,64}$/),
  checkoutToken: z.string().max(128).nullable(),
  lines: z.array(
    z.object({
      variantId: z.number().int().positive(),
      quantity: z.number().int().min(1).max(1000),
      properties: z.record(z.string().max(60), z.string().max(200)),
    }),
  ),
});

export class CartFull extends Error {
  override readonly name = "CartFull";
  constructor() {
    super("Your cart is full. Check out or remove something before you add more.");
  }
}

export function emptyCart(): Cart {
  return { token: randomUUID().replaceAll("-", ""), checkoutToken: null, lines: [] };
}

/** Anything the cookie should not hold makes a new cart: it may be old, or written by somebody else. */
export function readCart(cookieHeader: string | undefined): Cart {
  const value = cookieValue(cookieHeader, CART_COOKIE);
  if (value === null) return emptyCart();
  try {
    return cookieSchema.parse(JSON.parse(Buffer.from(value, "base64url").toString("utf8")));
  } catch {
    return emptyCart();
  }
}

/** @throws {CartFull} when it would not fit in a cookie. */
export function cartCookie(cart: Cart): string {
  const value = Buffer.from(JSON.stringify(cart)).toString("base64url");
  if (value.length > COOKIE_BYTES) throw new CartFull();
  return value;
}

/** The same variant with the same properties is one line. */
export function addToCart(cart: Cart, added: CartLine): Cart {
  const isSame = (line: CartLine) =>
    line.variantId === added.variantId && JSON.stringify(line.properties) === JSON.stringify(added.properties);
  const present = cart.lines.find(isSame);
  if (present === undefined) return { ...cart, lines: [...cart.lines, added] };
  const more = { ...present, quantity: Math.min(present.quantity + added.quantity, 1000) };
  return { ...cart, lines: cart.lines.map((line) => (line === present ? more : line)) };
}

/** `quantities` are parallel to the lines; zero removes one. */
export function changeQuantities(cart: Cart, quantities: readonly (number | undefined)[]): Cart {
  const lines = cart.lines.map((line, index) => ({ ...line, quantity: quantities[index] ?? line.quantity }));
  return { ...cart, lines: lines.filter(({ quantity }) => quantity > 0) };
}

export function cookieValue(header: string | undefined, name: string): string | null {
  for (const part of header?.split(";") ?? []) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}
