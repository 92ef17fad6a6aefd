/** What the form about held-out pages asks for. */
export const HOLD_OUT = { save: "hold-out" } as const;
