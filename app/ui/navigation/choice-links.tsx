import { useEffect, useRef } from "react";
import { Button, ButtonGroup, InlineStack, Text } from "~/ui/polaris";
import type { TabsProps } from "./tabs";

/** A choice between few views of one chart, as links beside each other. */
export function ChoiceLinks({ label, tabs, current }: TabsProps) {
  const choices = useRef<HTMLElement>(null);
  const isFollowed = useRef(false);

  // The link that was followed is one no more, so the reader would lose their place.
  useEffect(() => {
    if (!isFollowed.current) return;
    isFollowed.current = false;
    choices.current?.querySelector<HTMLElement>("[aria-pressed]")?.focus();
  }, [current]);

  return (
    <nav aria-label={label} className="cb-choices" ref={choices} onClick={() => (isFollowed.current = true)}>
      <InlineStack gap="200" blockAlign="center">
        <span aria-hidden="true">
          <Text as="span" tone="subdued">
            {label}
          </Text>
        </span>
        <ButtonGroup variant="segmented">
          {tabs.map(({ key, label: name, to }) =>
            key === current ? (
              <Button key={key} pressed>
                {name}
              </Button>
            ) : (
              <Button key={key} url={to}>
                {name}
              </Button>
            ),
          )}
        </ButtonGroup>
      </InlineStack>
    </nav>
  );
}
