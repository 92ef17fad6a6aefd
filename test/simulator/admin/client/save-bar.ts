import type { BarAction, FromApp } from "../../app-bridge/messages";
import { element } from "./element";
import { showButtons } from "./title-bar";

type SaveBarMessage = Extract<FromApp, { type: "save-bar" }>;

/** The bar over the admin while something in the app is unsaved. */
export function saveBar(press: (id: string) => void) {
  const bar = element("save-bar", HTMLDivElement);
  const dialog = element("leave-dialog", HTMLDialogElement);
  const label = document.createElement("span");
  const buttons = document.createElement("div");
  label.textContent = "Unsaved changes";
  buttons.className = "actions";
  bar.append(label, buttons);

  const confirmLeaving = async (): Promise<boolean> => {
    if (bar.hidden) return true;
    dialog.returnValue = "stay";
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    return dialog.returnValue === "leave";
  };

  return {
    confirmLeaving,
    isShowing: () => !bar.hidden,
    show({ save, discard, confirmDiscard }: SaveBarMessage): void {
      const shown = [discard, save].filter((action): action is BarAction => action !== null);
      const pressed = async (id: string) => {
        if (id !== discard?.id || !confirmDiscard || (await confirmLeaving())) press(id);
      };
      showButtons(buttons, shown, (id) => void pressed(id), "action", save?.id);
      bar.hidden = false;
    },
    hide(): void {
      bar.hidden = true;
      buttons.replaceChildren();
    },
    /** The merchant tried to leave: draw the eye to the bar, as Shopify does. */
    remind(): void {
      bar.classList.remove("reminding");
      void bar.offsetWidth;
      bar.classList.add("reminding");
      buttons.querySelector<HTMLButtonElement>("button.primary")?.focus();
    },
  };
}
