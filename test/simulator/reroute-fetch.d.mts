/** Replaces `globalThis.fetch`; returns a function that puts the former one back. */
export function rerouteFetch(simulatorUrl: string): () => void;
