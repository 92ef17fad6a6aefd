/** A longer list is cut here, and its page says so. */
export const MOST_EXPORTED_ROWS = 100_000;

/** A finished file, in parts that follow each other. */
export interface CsvFile {
  readonly name: string;
  readonly parts: readonly string[];
  /** Rows beneath the header. */
  readonly rows: number;
}

/** The answer that makes a browser save the file. */
export function csvResponse({ name, parts }: CsvFile): Response {
  const encoder = new TextEncoder();
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts[next++];
      if (part === undefined) controller.close();
      else controller.enqueue(encoder.encode(part));
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_")}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
