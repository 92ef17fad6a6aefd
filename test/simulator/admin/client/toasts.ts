import type { FromApp } from "../../app-bridge/messages";
import { element } from "./element";

type ToastMessage = Extract<FromApp, { type: "toast-show" }>;

export function toasts(act: (id: string) => void, gone: (id: string) => void) {
  const place = element("toasts", HTMLDivElement);
  const shown = new Map<string, HTMLElement>();

  const hide = (id: string) => {
    const toast = shown.get(id);
    if (toast === undefined) return;
    shown.delete(id);
    toast.remove();
    gone(id);
  };
  const button = (label: string, press: () => void, className = "") => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = label;
    made.addEventListener("click", press);
    return made;
  };
  return {
    hide,
    show({ id, message, isError, durationMs, action }: ToastMessage): void {
      const toast = document.createElement("div");
      toast.className = isError ? "toast error" : "toast";
      const text = document.createElement("span");
      text.textContent = message;
      toast.append(text);
      if (action !== null) {
        const run = () => {
          act(id);
          hide(id);
        };
        toast.append(button(action, run));
      }
      toast.append(button("Dismiss", () => hide(id), "dismiss"));
      shown.set(id, toast);
      place.append(toast);
      window.setTimeout(() => hide(id), durationMs);
    },
  };
}
