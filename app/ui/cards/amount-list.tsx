import { DescriptionList, Text } from "~/ui/polaris";

export interface Amount {
  readonly words: string;
  readonly amount: string;
}

/** Amounts beneath each other, each beside what it is of; what they give together stands out at the end. */
export function AmountList({
  amounts,
  result = null,
}: {
  readonly amounts: readonly Amount[];
  readonly result?: Amount | null;
}) {
  const itemOf = ({ words, amount }: Amount, weight: "regular" | "semibold") => ({
    term: words,
    description: (
      <Text as="span" numeric fontWeight={weight}>
        {amount}
      </Text>
    ),
  });
  return (
    <DescriptionList
      gap="tight"
      items={[
        ...amounts.map((each) => itemOf(each, "regular")),
        ...(result === null ? [] : [itemOf(result, "semibold")]),
      ]}
    />
  );
}
