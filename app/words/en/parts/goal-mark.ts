/** A number's goal, on its card. */
export const goalMark = {
  wanted: {
    moreThan: "Goal: more than {goal}",
    atLeast: "Goal {goal}",
    atMost: "Goal: at most {goal}",
    toGo: "{goal}: {gap} to go",
    tooMuch: "{goal}: {gap} too much",
  },
  over: {
    moreThan: "{value} over {days}; goal more than {goal}",
    atLeast: "{value} over {days}; goal {goal}",
    atMost: "{value} over {days}; goal at most {goal}",
    toGo: "{goal}, {gap} to go",
    tooMuch: "{goal}, {gap} too much",
  },
  reached: "{goal}, reached",
} as const;
