import { Text } from "./polaris";

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
  return (
    <dl className="cb-amounts">
      {amounts.map((each) => (
        <AmountLine key={each.words} {...each} />
      ))}
      {result && <AmountLine {...result} isResult />}
    </dl>
  );
}

function AmountLine({ words, amount, isResult = false }: Amount & { readonly isResult?: boolean }) {
  return (
    <div>
      <dt>
        <Text as="span" {...(isResult ? { fontWeight: "semibold" } : { tone: "subdued" })}>
          {words}
        </Text>
      </dt>
      <dd>
        <Text as="span" numeric {...(isResult && { fontWeight: "semibold" })}>
          {amount}
        </Text>
      </dd>
    </div>
  );
}
