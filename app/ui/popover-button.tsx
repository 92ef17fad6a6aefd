import { useState, type ReactNode } from "react";
import { Box, Button, Popover } from "./polaris";

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
  const [activator, setActivator] = useState<HTMLDivElement | null>(null);
  const close = () => {
    setOpen(false);
    activator?.querySelector("button")?.focus();
  };
  return (
    <div className="cb-scripted" ref={setActivator}>
      <Popover
        active={isOpen}
        activator={
          // Polaris says that the button owns the panel: without a label its name would hold all that stands there.
          <Button
            size="large"
            accessibilityLabel={label}
            disclosure={isOpen ? "up" : "down"}
            onClick={() => setOpen(!isOpen)}
          >
            {label}
          </Button>
        }
        autofocusTarget="first-node"
        ariaHaspopup="dialog"
        preferredAlignment="right"
        fluidContent
        onClose={() => setOpen(false)}
      >
        <Box padding="400" width="min(22rem, calc(100vw - 3rem))">
          {children(close)}
        </Box>
      </Popover>
    </div>
  );
}
