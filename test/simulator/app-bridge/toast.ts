import type { AdminLink } from "./admin-link";

interface ToastOptions {
  readonly duration?: number;
  readonly isError?: boolean;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly onDismiss?: () => void;
}

export function toasts(link: AdminLink) {
  const shown = new Map<string, ToastOptions>();
  let count = 0;
  link.listen((message) => {
    if (message.type === "toast-action") shown.get(message.id)?.onAction?.();
    if (message.type !== "toast-gone") return;
    shown.get(message.id)?.onDismiss?.();
    shown.delete(message.id);
  });
  return {
    show(message: string, options: ToastOptions = {}): string {
      const id = `toast-${++count}`;
      shown.set(id, options);
      link.send({
        type: "toast-show",
        id,
        message,
        isError: options.isError ?? false,
        durationMs: options.duration ?? 5_000,
        action: options.action ?? null,
      });
      return id;
    },
    hide(id: string): void {
      link.send({ type: "toast-hide", id });
    },
  };
}
