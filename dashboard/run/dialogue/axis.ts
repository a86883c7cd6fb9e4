import type { LogLine } from '../../api/answers.ts'
import { type Row, rowsOf } from './rows.ts'
import { placesOf } from './scale.ts'
import { type Measured, type PhaseSpan, type Timeline, timeline } from './timeline.ts'

/** All that is drawn of two dialogues, whatever is chosen in it. */
export interface Axis extends Timeline {
  rows: readonly Row[]
  /** Where each line stands from 0 to 1, as time is drawn across. */
  places: readonly number[]
  /** The phase under way beside each line. */
  beside: Readonly<Record<'smtp' | 'mailbox', readonly (PhaseSpan | undefined)[]>>
}

/** `kept`: places in the log of lines that are folded nowhere. */
export function axisOf(log: readonly LogLine[], measured: Measured, kept: ReadonlySet<number>): Axis {
  const drawn = timeline(log, measured)
  const rows = rowsOf(drawn, kept)
  const beside = {
    smtp: new Array<PhaseSpan | undefined>(drawn.lines.length),
    mailbox: new Array<PhaseSpan | undefined>(drawn.lines.length),
  }
  for (const one of drawn.spans) beside[one.lane].fill(one, one.first, one.last + 1)
  return { ...drawn, rows, places: placesOf(drawn, rows), beside }
}
