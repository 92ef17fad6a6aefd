import { useId, type ReactNode } from "react";
import { useWords } from "~/ui/format/use-words";
import {
  Banner,
  BlockStack,
  Card,
  EmptyState as PolarisEmptyState,
  InlineStack,
  ProgressBar,
  SkeletonBodyText,
  SkeletonDisplayText,
  Text,
} from "~/ui/polaris";
import { LIVE_TEXTS } from "~/words/parts/live";
import { CardRow } from "./card-row";
import emptyImage from "./empty-state.svg?url";

/** Says in one place what is off with the numbers below it, and what to do. */
export function Notice({
  tone,
  title,
  children,
}: {
  readonly tone: "info" | "warning" | "critical";
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <Banner tone={tone} title={title}>
      {children && <BlockStack gap="200">{children}</BlockStack>}
    </Banner>
  );
}

/** Why there is nothing to see, and the one action that changes it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <Card>
      <PolarisEmptyState image={emptyImage}>
        <BlockStack gap="300" inlineAlign="center">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {children}
          {action}
        </BlockStack>
      </PolarisEmptyState>
    </Card>
  );
}

/** Boxes of the size of what will stand there, so that nothing jumps. */
export function SkeletonCards({ count }: { readonly count: number }) {
  return (
    <div aria-hidden="true">
      <CardRow columns="four">
        {Array.from({ length: count }, (_, index) => (
          <Card key={index}>
            <BlockStack gap="400">
              <SkeletonBodyText lines={1} />
              <SkeletonDisplayText size="medium" />
              <SkeletonBodyText lines={3} />
            </BlockStack>
          </Card>
        ))}
      </CardRow>
    </div>
  );
}

export interface ProgressPart {
  readonly label: string;
  readonly done: number;
  /** Null when Shopify would not say how many there are. */
  readonly expected: number | null;
  readonly isFinished: boolean;
}

/** Counts of one kind of object as they come in: "Orders: 12,400 of about 48,000". */
export function ProgressLine({
  part,
  formatCount,
}: {
  readonly part: ProgressPart;
  readonly formatCount: (count: number) => string;
}) {
  const say = useWords(LIVE_TEXTS);
  const labelId = useId();
  const { label, done, expected, isFinished } = part;
  const share = isFinished ? 1 : expected ? Math.min(1, done / expected) : null;
  return (
    <BlockStack as="li" gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={labelId}>
          {label}
        </Text>
        <Text as="span" tone="subdued" numeric>
          {isFinished
            ? say("partDone", { done: formatCount(done) })
            : expected === null
              ? formatCount(done)
              : say("partOf", { done: formatCount(done), expected: formatCount(expected) })}
        </Text>
      </InlineStack>
      {share !== null && <ProgressBar progress={Math.round(share * 100)} size="small" ariaLabelledBy={labelId} />}
    </BlockStack>
  );
}
