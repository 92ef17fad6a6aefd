import { Button } from "~/ui/polaris";

export interface PostButtonProps {
  readonly label: string;
  /** For screen readers, where the buttons of a page share a label. */
  readonly name?: string;
  readonly isBusy: boolean;
  /** Named, so that one route can tell its actions apart; a form has one. */
  readonly intent: string;
  readonly tone?: "primary" | "plain";
}

/** The button of a form that writes something; it says when it is at work. */
export function PostButton({ label, name, isBusy, intent, tone = "plain" }: PostButtonProps) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <Button
        submit
        loading={isBusy}
        variant={tone === "primary" ? "primary" : "secondary"}
        {...(name !== undefined && { accessibilityLabel: name })}
      >
        {label}
      </Button>
    </>
  );
}
