/** How many sessions must have searched for the same before its words are kept: fewer could be one person's own words. */
export const WORDS_KEPT_FROM_SESSIONS = 5;

/** What a search was for, however it was typed. */
export function searchedFor(query: string): string {
  return query.trim().replace(/\s+/g, " ").toLowerCase();
}
