/** Hosts Shopify keeps results on. Nothing else is ever fetched, however the address came about. */
const RESULT_HOSTS: ReadonlySet<string> = new Set(["storage.googleapis.com"]);

const MAX_REDIRECTS = 3;
const CONNECT_TIMEOUT_MS = 30_000;
/** A stream that says nothing for so long has died. */
const SILENCE_TIMEOUT_MS = 60_000;
const BLOCK_BYTES = 1024 * 1024;
/** Longer than any object Shopify sends; a line without an end must not fill the memory. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * Why a result file could not be read to its end.
 *
 * - `gone`: expired or withdrawn; only a new operation helps.
 * - `refused_address`: not an address results are fetched from.
 * - `interrupted`: the stream broke or came short; the same file may be continued at the last byte read.
 */
export class ResultFileError extends Error {
  override readonly name = "ResultFileError";
  readonly code: "gone" | "refused_address" | "interrupted";

  constructor(code: ResultFileError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whole lines of the file, and the offset of the byte after them. */
export interface ResultBlock {
  readonly lines: readonly Buffer[];
  readonly toByte: number;
}

function checkedAddress(address: string, base?: string): URL {
  const url = URL.parse(address, base);
  const isAllowed =
    url !== null &&
    url.protocol === "https:" &&
    RESULT_HOSTS.has(url.hostname) &&
    (url.port === "" || url.port === "443") &&
    url.username === "" &&
    url.password === "";
  if (!isAllowed) {
    throw new ResultFileError("refused_address", "Shopify named a result file on a host that is not one of its own.");
  }
  return url;
}

/**
 * Streams a result file from `fromByte` on, about a megabyte of whole lines at a time.
 *
 * @param fileSize length of the whole file as Shopify counted it, null when it did not say.
 * @throws {ResultFileError}
 */
export async function* readResultFile(
  address: string,
  { fromByte, fileSize, signal }: { fromByte: number; fileSize: number | null; signal?: AbortSignal },
): AsyncGenerator<ResultBlock> {
  if (fileSize !== null && fromByte >= fileSize) return;
  const silence = new AbortController();
  const stop = AbortSignal.any([silence.signal, ...(signal ? [signal] : [])]);
  const response = await open(checkedAddress(address), fromByte, stop);
  const announced = announcedEnd(response, fromByte);
  const end = fileSize ?? announced;

  let position = fromByte;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const reader = (response.body ?? new ReadableStream<Uint8Array>({ start: (stream) => stream.close() })).getReader();

  /** Splits what has arrived at its last line end and keeps the rest. */
  const cut = (isLast: boolean): ResultBlock | null => {
    const bytes = pending.length === 1 && pending[0] ? pending[0] : Buffer.concat(pending, pendingBytes);
    const wholeBytes = isLast ? bytes.length : bytes.lastIndexOf(0x0a) + 1;
    if (wholeBytes === 0) {
      if (bytes.length > MAX_LINE_BYTES) throw new ResultFileError("gone", "A line of the result file has no end.");
      pending = [bytes];
      return null;
    }
    const lines: Buffer[] = [];
    let from = 0;
    while (from < wholeBytes) {
      const newline = bytes.indexOf(0x0a, from);
      const to = newline === -1 || newline >= wholeBytes ? wholeBytes : newline;
      if (to > from) lines.push(bytes.subarray(from, to));
      from = to + 1;
    }
    position += wholeBytes;
    const rest = bytes.subarray(wholeBytes);
    // A copy, so that the block's memory can be freed.
    pending = rest.length > 0 ? [Buffer.from(rest)] : [];
    pendingBytes = rest.length;
    return { lines, toByte: position };
  };

  try {
    for (;;) {
      const timer = setTimeout(() => silence.abort(), SILENCE_TIMEOUT_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) break;
      pending.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
      pendingBytes += value.byteLength;
      if (pendingBytes >= BLOCK_BYTES) {
        const block = cut(false);
        if (block !== null) yield block;
      }
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ResultFileError) throw error;
    throw new ResultFileError("interrupted", "The download of a result file broke off.", { cause: error });
  } finally {
    await reader.cancel().catch(() => {});
  }

  const arrived = position + pendingBytes;
  const isWhole = end === null || arrived === end;
  // Whole lines that did arrive are kept, so that a next try goes on after them.
  const block = pendingBytes > 0 ? cut(isWhole) : null;
  if (block !== null) yield block;
  if (!isWhole) {
    throw new ResultFileError("interrupted", `The result file ended after ${arrived} of ${end} bytes.`);
  }
}

async function open(start: URL, fromByte: number, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    let response: Response;
    const connecting = new AbortController();
    const timer = setTimeout(() => connecting.abort(), CONNECT_TIMEOUT_MS);
    try {
      response = await fetch(url, {
        headers: { "accept-encoding": "identity", ...(fromByte > 0 && { range: `bytes=${fromByte}-` }) },
        redirect: "manual",
        signal: AbortSignal.any([signal, connecting.signal]),
      });
    } catch (error) {
      throw new ResultFileError("interrupted", "The result file's host did not answer.", { cause: error });
    } finally {
      clearTimeout(timer);
    }
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      url = checkedAddress(response.headers.get("location") ?? "", url.href);
      continue;
    }
    if (response.status === (fromByte > 0 ? 206 : 200)) return response;
    if (response.status === 200) return skipping(response, fromByte);
    await response.body?.cancel();
    if (response.status >= 500 || response.status === 408 || response.status === 429) {
      throw new ResultFileError("interrupted", `The result file's host answered ${response.status}.`);
    }
    throw new ResultFileError("gone", `The result file is gone (${response.status}).`);
  }
  throw new ResultFileError("gone", "The result file is moved around in circles.");
}

/** For a host that ignores the range asked for: the same answer without its first bytes. */
function skipping(response: Response, bytes: number): Response {
  let left = bytes;
  const skip = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const skipped = Math.min(left, chunk.byteLength);
      left -= skipped;
      if (skipped < chunk.byteLength) controller.enqueue(chunk.subarray(skipped));
    },
  });
  const length = response.headers.get("content-length");
  return new Response(response.body?.pipeThrough(skip), {
    headers: length === null ? {} : { "content-length": String(Number(length) - bytes) },
  });
}

/** Where the file ends by the answer's own account. */
function announcedEnd(response: Response, fromByte: number): number | null {
  const total = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (total !== undefined) return Number(total);
  const length = response.headers.get("content-length");
  return length === null ? null : fromByte + Number(length);
}
