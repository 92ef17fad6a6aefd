import { Badge, Text } from "./polaris";
import type { ReactNode } from "react";

export interface ExplainPanelProps {
  /** The number as shown on its page. */
  readonly value: string;
  /** What it is of: range, filter. */
  readonly scope: string;
  readonly isFewData: boolean;
  /** Null when there is a number. */
  readonly unavailableBecause: string | null;
  readonly definition: string;
  /** What is added up, in words and values, first to last. */
  readonly parts: readonly { readonly words: string; readonly amount: string }[];
  /** How the number follows from the parts: "412 / 1,701 = 24.2%". */
  readonly result: string | null;
  /** The interval and other sentences on how far to trust it. */
  readonly notes: readonly string[];
  readonly excluded: readonly { readonly label: string; readonly count: string }[];
  readonly footnote: ReactNode;
}

/** How a number came about: its definition, its formula with the values of this range, and what was left out. */
export function ExplainPanel(props: ExplainPanelProps) {
  const { value, scope, unavailableBecause, definition, parts, result, notes, excluded, footnote } = props;
  return (
    <section className="cb-card cb-explained" aria-label="How it came about">
      <div>
        <div className="cb-metric__number">
          <p className="cb-metric__value">{value}</p>
          {props.isFewData && <Badge>Too little data</Badge>}
        </div>
        <p className="cb-muted">{scope}</p>
      </div>
      {unavailableBecause && <p>{unavailableBecause}</p>}
      <p>{definition}</p>
      <dl className="cb-facts cb-facts--numbers cb-explained__parts">
        {parts.map(({ words, amount }) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
        {result && (
          <div className="cb-explained__result">
            <dt>Together</dt>
            <dd>{result}</dd>
          </div>
        )}
      </dl>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <div>
        <Text as="h2" variant="headingSm">
          Left out
        </Text>
        {excluded.length === 0 ? (
          <p className="cb-muted">Nothing was left out.</p>
        ) : (
          <dl className="cb-facts cb-facts--numbers cb-explained__parts">
            {excluded.map(({ label, count }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <p className="cb-muted">{footnote}</p>
    </section>
  );
}
