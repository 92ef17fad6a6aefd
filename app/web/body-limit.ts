import type { RequestHandler, Response } from "express";

export interface BodyLimit {
  readonly bytes: number;
  /** Answers to what is larger. */
  readonly refuse: (res: Response) => void;
}

/**
 * Refuses a body above the limit of its path without reading it to the end, whether its length is announced or not, and
 * leaves its bytes untouched: webhooks are signed over them.
 */
export function bodyLimit(limitOf: (path: string) => BodyLimit): RequestHandler {
  return (req, res, next) => {
    const limit = limitOf(req.path);
    const refuse = () => {
      if (!res.headersSent) limit.refuse(res.set("Connection", "close"));
      // The rest is not read; closing once the answer is out keeps a sender from feeding us on.
      res.once("finish", () => req.socket.destroySoon());
    };
    if (Number(req.headers["content-length"] ?? 0) > limit.bytes) return refuse();

    let received = 0;
    const { push } = req;
    req.push = (chunk: Buffer | null, ...rest) => {
      received += chunk?.length ?? 0;
      if (received <= limit.bytes) return push.call(req, chunk, ...rest);
      req.push = () => false;
      refuse();
      req.destroy();
      return false;
    };
    next();
  };
}
