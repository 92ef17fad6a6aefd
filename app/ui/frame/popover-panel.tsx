import type { ReactElement, ReactNode } from "react";
import { Box, Popover } from "~/ui/polaris";

export interface PopoverPanelProps {
  readonly activator: ReactElement;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What opens beneath a button. */
export default function PopoverPanel({ activator, isOpen, onClose, children }: PopoverPanelProps) {
  return (
    <Popover
      active={isOpen}
      activator={activator}
      autofocusTarget="first-node"
      ariaHaspopup="dialog"
      preferredAlignment="right"
      fluidContent
      onClose={onClose}
    >
      <Box padding="400" width="min(22rem, calc(100vw - 3rem))">
        {children}
      </Box>
    </Popover>
  );
}
