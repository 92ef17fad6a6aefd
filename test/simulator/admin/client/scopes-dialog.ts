import type { ScopesAnswer, ScopesDetail } from "../../app-bridge/messages";
import { element } from "./element";

/** Asks the merchant for what the app is not granted yet. */
export async function askForScopes(base: string, asked: readonly string[]): Promise<ScopesAnswer> {
  const detail = await scopesAt(base);
  if (asked.some((scope) => !detail.required.includes(scope) && !detail.optional.includes(scope))) {
    return { result: null, detail };
  }
  const missing = asked.filter((scope) => !detail.granted.includes(scope));
  if (missing.length === 0) return { result: "granted-all", detail };
  if (!(await isApproved(missing))) return { result: "declined-all", detail };
  const answer = await fetch(`${base}/scopes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ scopes: missing }),
  });
  if (!answer.ok) throw new Error(`The admin could not grant ${missing.join(", ")}: ${answer.status}.`);
  return { result: "granted-all", detail: (await answer.json()) as ScopesDetail };
}

async function scopesAt(base: string): Promise<ScopesDetail> {
  return (await (await fetch(`${base}/scopes`)).json()) as ScopesDetail;
}

async function isApproved(missing: readonly string[]): Promise<boolean> {
  const dialog = element("scopes-dialog", HTMLDialogElement);
  element("scopes-list", HTMLUListElement).replaceChildren(
    ...missing.map((scope) => {
      const item = document.createElement("li");
      item.textContent = scope;
      return item;
    }),
  );
  dialog.returnValue = "cancel";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "approve";
}
