/** What the charts say of what they draw. */
export const charts = {
  empty: "Nothing to draw in this range.",
  showTable: "Show as table",
  showTableOf: ": {title}",
  drawing: "{title}. {said}",
  caption: "{title}, {units}",
  trend: {
    thisRange: "This range",
    comparedWith: "Compared with",
    noValues: "No values in this range.",
    firstDay: "{period, select, day {Day} week {First day of the week} other {First day of the 30 days}}",
    at: "{value} {period, select, day {on {day}} week {in the week from {day}} other {in the 30 days from {day}}}",
    spread: "Highest {highest}, lowest {lowest}.",
    level: "Level at {value}.",
    single: "{at}.",
    soFarToday: "{value} so far today.",
    incomplete:
      "{period, select, day {The last day is not over yet.} week {The last week is incomplete.} other {The last 30 days are incomplete.}}",
    settlingDays: "{count, plural, one {The last day} other {The last {shown} days}} can still change.",
    settlingWeeks: "{count, plural, one {The last week} other {The last {shown} weeks}} can still change.",
    settlingPeriods:
      "{count, plural, one {The last 30 days} other {The last {shown} periods of 30 days}} can still change.",
    note: { incomplete: "{day} (incomplete)", settling: "{day} (can still change)" },
    point: "{day}: {value}",
    pointBeside: "{day}: {value} ({comparedDay}: {compared})",
  },
} as const;
