import type { IncidentView } from '../api/answers.ts'

type Told = IncidentView['told'][number]

/** As `alerts, on-call`, or that none was. */
export function toldWords(told: readonly Told[]): string {
  return told.length === 0 ? 'no alert sent' : told.map(({ topic }) => topic).join(', ')
}

/** Why it was down, as the runs said. */
export function whyWords({ reasons, flapping }: Pick<IncidentView, 'reasons' | 'flapping'>): string {
  const why = reasons.map(({ words }) => words).join('; ')
  return flapping ? `${why === '' ? '' : `${why}; `}going up and down` : why
}

/** The monitor and the run that a reference names, as `shop/RUN`. */
export function runOf(ref: string): { monitorId: string; runId: string } {
  const at = ref.indexOf('/')
  return { monitorId: ref.slice(0, at), runId: ref.slice(at + 1) }
}
