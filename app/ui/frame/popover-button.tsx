import { lazy, Suspense, useState, type ReactNode } from "react";
import { Button } from "~/ui/polaris";

/** It measures the page to find its place, which weighs much, and opens seldom. */
const PopoverPanel = lazy(() => import("./popover-panel"));

export interface PopoverButtonProps {
  readonly label: string;
  /** Opened at once where what was chosen beside it asks for more. */
  readonly isOpenAtFirst?: boolean;
  /** Gets what closes the panel, with the keyboard back on the button. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a panel of fields. It needs script: where none runs, it is not shown. */
export function PopoverButton({ label, isOpenAtFirst = false, children }: PopoverButtonProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [wasOpened, setOpened] = useState(isOpenAtFirst);
  const [activator, setActivator] = useState<HTMLDivElement | null>(null);
  const toggle = () => {
    setOpen(!isOpen);
    setOpened(true);
  };
  const close = () => {
    setOpen(false);
    activator?.querySelector("button")?.focus();
  };
  const button = (
    // Polaris says that the button owns the panel: without a label its name would hold all that stands there.
    <Button
      size="large"
      accessibilityLabel={label}
      ariaExpanded={isOpen}
      disclosure={isOpen ? "up" : "down"}
      onClick={toggle}
    >
      {label}
    </Button>
  );
  return (
    <div className="cb-scripted" ref={setActivator}>
      {wasOpened ? (
        <Suspense fallback={button}>
          <PopoverPanel activator={button} isOpen={isOpen} onClose={() => setOpen(false)}>
            {children(close)}
          </PopoverPanel>
        </Suspense>
      ) : (
        button
      )}
    </div>
  );
}
