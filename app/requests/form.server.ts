import { REQUEST_TEXTS } from "~/words/parts/requests";
import { wordsOf } from "~/words/words";

const say = wordsOf(REQUEST_TEXTS);

/** PostgreSQL stores no NUL, and nobody types one. */
export const NO_TEXT = "\0";

/**
 * The fields of a form that was sent; none when nothing was.
 *
 * @throws {Response} 400 when the body is no form, or holds what is no text.
 */
export async function readForm(request: Request): Promise<FormData> {
  if (!request.headers.has("content-type") && (await request.clone().arrayBuffer()).byteLength === 0) {
    return new FormData();
  }
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new Response(say("unreadableForm"), { status: 400 });
  }
  for (const field of [...form].flat()) {
    if (typeof field === "string" && field.includes(NO_TEXT)) {
      throw new Response(say("unstorableForm"), { status: 400 });
    }
  }
  return form;
}
