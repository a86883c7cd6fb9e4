/** Whether a goal of availability was kept. */
export interface GoalVerdict {
  kept: boolean
  /** How many more runs could have failed; below 0: how many too many did. */
  spareRuns: number
}

/** `goal`: from 0 to 1. */
export function goalVerdict({ ok, runs }: { ok: number; runs: number }, goal: number): GoalVerdict {
  const spareRuns = Math.floor(runs * (1 - goal) + 1e-9) - (runs - ok)
  return { kept: spareRuns >= 0, spareRuns }
}

/** As `goal 99.9 %: kept, 12 more runs could have failed`. */
export function goalWords(counts: { ok: number; runs: number }, goal: number): string {
  const percent = `${Number((goal * 100).toFixed(4))} %`
  if (counts.runs === 0) return `goal ${percent}: no counted runs`
  const { kept, spareRuns } = goalVerdict(counts, goal)
  if (!kept) return `goal ${percent}: missed by ${-spareRuns} ${spareRuns === -1 ? 'run' : 'runs'}`
  return `goal ${percent}: kept, ${spareRuns} more ${spareRuns === 1 ? 'run' : 'runs'} could have failed`
}
