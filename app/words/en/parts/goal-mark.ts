/** A number's goal, on its card. */
export const goalMark = {
  moreThan: "Goal: more than {goal}",
  atLeast: "Goal {goal}",
  atMost: "Goal: at most {goal}",
  over: "{goal} over {days}",
  reached: "{goal}, reached",
  toGo: "{goal}: {gap} to go",
  tooMuch: "{goal}: {gap} too much",
} as const;
