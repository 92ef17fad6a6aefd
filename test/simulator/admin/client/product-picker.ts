import type { PickerItem } from "../../app-bridge/messages";
import { element } from "./element";

/** A plain resource picker: search, tick, add. Answers null when the merchant cancels. */
export async function pickProducts(
  base: string,
  query: string,
  isMultiple: boolean,
): Promise<readonly PickerItem[] | null> {
  const dialog = element("picker-dialog", HTMLDialogElement);
  const search = element("picker-search", HTMLInputElement);
  const list = element("picker-list", HTMLDivElement);
  const picked = new Map<string, PickerItem>();

  const fill = async () => {
    const response = await fetch(`${base}/picker?${new URLSearchParams({ query: search.value })}`);
    const items = (await response.json()) as PickerItem[];
    list.replaceChildren(...items.map((item) => choice(item, isMultiple, picked)));
    if (items.length === 0) list.textContent = "No product has that in its title.";
  };
  search.value = query;
  search.oninput = () => void fill();
  element("picker-cancel", HTMLButtonElement).onclick = () => dialog.close("cancel");
  element("picker-add", HTMLButtonElement).onclick = () => dialog.close("add");
  await fill();
  dialog.returnValue = "cancel";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "add" ? [...picked.values()] : null;
}

function choice(item: PickerItem, isMultiple: boolean, picked: Map<string, PickerItem>): HTMLLabelElement {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = isMultiple ? "checkbox" : "radio";
  input.name = "picked-product";
  input.checked = picked.has(item.id);
  input.addEventListener("change", () => {
    if (!isMultiple) picked.clear();
    if (input.checked) picked.set(item.id, item);
    else picked.delete(item.id);
  });
  label.append(input, document.createTextNode(item.title));
  return label;
}
