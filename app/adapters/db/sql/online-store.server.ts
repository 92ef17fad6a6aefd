/**
 * Whether something of this source, an SQL expression, did not go through the shop's own checkout: the contrary of the
 * domain's `isOnlineStore`. Null where no source is named.
 *
 * @param checkoutSources - a parameter with the sources that sell through it besides.
 */
export const isOutside = (sourceName: string, checkoutSources: string) =>
  `${sourceName} <> 'web' AND ${sourceName} <> ALL (${checkoutSources}::text[])`;
