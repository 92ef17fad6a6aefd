import type { ReactNode } from "react";

export interface PostButtonProps {
  readonly label: ReactNode;
  readonly busyLabel: string;
  readonly isBusy: boolean;
  /** Named, so that one route can tell its actions apart. */
  readonly intent: string;
  readonly tone?: "primary" | "plain";
}

/** The button of a form that writes something; it says when it is at work. */
export function PostButton({ label, busyLabel, isBusy, intent, tone = "plain" }: PostButtonProps) {
  return (
    <button
      type="submit"
      name="intent"
      value={intent}
      className={`cb-button${tone === "primary" ? " cb-button--primary" : ""}`}
      aria-disabled={isBusy}
    >
      {isBusy ? busyLabel : label}
    </button>
  );
}
