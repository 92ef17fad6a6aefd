/** A group of a list that is cut short; the last one may stand for all the others. */
export type LeadingGroup<Group> = Group & { readonly isRest: boolean };

/**
 * The largest groups first, equal ones by their key; those beyond `most` are joined into one last group.
 *
 * @param join - one group for at least one that is left over.
 */
export function leadingFirst<Group extends { readonly key: string | null }>(
  groups: readonly Group[],
  most: number,
  sizeOf: (group: Group) => number,
  join: (rest: readonly Group[]) => Group,
): LeadingGroup<Group>[] {
  const ordered = groups.toSorted((a, b) => sizeOf(b) - sizeOf(a) || (a.key ?? "").localeCompare(b.key ?? "", "en"));
  const leading = ordered.slice(0, most).map((group) => ({ ...group, isRest: false }));
  const rest = ordered.slice(most);
  return rest.length === 0 ? leading : [...leading, { ...join(rest), isRest: true }];
}
