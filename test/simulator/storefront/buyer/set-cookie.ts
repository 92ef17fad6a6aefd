import type { Response } from "express";

const TWO_WEEKS_SECONDS = 14 * 24 * 60 * 60;

export function setCookie(response: Response, name: string, value: string): void {
  response.cookie(name, value, { httpOnly: true, sameSite: "lax", path: "/", maxAge: TWO_WEEKS_SECONDS * 1000 });
}
