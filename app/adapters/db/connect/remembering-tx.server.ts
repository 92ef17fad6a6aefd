import type { Tx } from "./tenant.server";

/**
 * The same transaction, asking each question once: a page's parts read many of the same totals. Right only while the
 * answers cannot change, in a transaction that sees one moment and writes nothing.
 */
export function rememberingTx(tx: Tx): Tx {
  const answers = new Map<string, ReturnType<Tx["query"]>>();
  return {
    client: tx.client,
    query<Row>(text: string, values?: unknown[]) {
      // Cursors and settings are no questions.
      if (!/^\s*(SELECT|WITH)\b/.test(text)) return tx.query<Row>(text, values);
      const question = JSON.stringify([text, values]);
      const answer = answers.get(question) ?? tx.query(text, values);
      answers.set(question, answer);
      return answer as ReturnType<typeof tx.query<Row>>;
    },
  };
}
