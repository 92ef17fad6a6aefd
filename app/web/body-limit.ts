import type { RequestHandler } from "express";

/**
 * Answers 413 to a body above `bytesFor(path)` without reading it to the end, whether its length is announced or not,
 * and leaves its bytes untouched: webhooks are signed over them.
 */
export function bodyLimit(bytesFor: (path: string) => number): RequestHandler {
  return (req, res, next) => {
    const limit = bytesFor(req.path);
    const refuse = () => {
      if (!res.headersSent) {
        res.set("Connection", "close").status(413).type("text").send("The body is too large.");
      }
      // The rest is not read; closing once the answer is out keeps a sender from feeding us on.
      res.once("finish", () => req.socket.destroySoon());
    };
    if (Number(req.headers["content-length"] ?? 0) > limit) return refuse();

    let received = 0;
    const { push } = req;
    req.push = (chunk: Buffer | null, ...rest) => {
      received += chunk?.length ?? 0;
      if (received <= limit) return push.call(req, chunk, ...rest);
      req.push = () => false;
      refuse();
      req.destroy();
      return false;
    };
    next();
  };
}
