/** Whether `day`, an SQL expression, is measured; none is while no event came. $1 is the shop. */
export const isMeasuredDay = (day: string) =>
  `${day} >= (SELECT min(day) FROM rollup_session_day WHERE shop_id = $1 AND sessions > 0)`;
