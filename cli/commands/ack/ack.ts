import { MAX_NOTE, acknowledge } from '../../../shared/app/alerts/acknowledge.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { noMonitor } from '../../opened/refusals.ts'
import { withOpened } from '../../opened/with-opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { writeLine } from '../../terminal/words.ts'

export async function ack(
  surroundings: Surroundings,
  flags: TargetFlags,
  monitorId: string,
  note?: string,
): Promise<number> {
  const { out, clock } = surroundings
  if (note !== undefined && (note.trim() === '' || note.length > MAX_NOTE)) {
    throw new UsageError(`NOTE: expected 1 to ${MAX_NOTE} characters, got ${shown(note)}`)
  }
  return withOpened(await targetOf(flags, surroundings), 'there', surroundings, async (opened) => {
    const { monitors, runs, place } = opened
    const done = await acknowledge(
      monitorId,
      { ...(note !== undefined && { note }) },
      { clock, monitors, runs },
    )
    switch (done) {
      case 'acknowledged':
      case 'already':
        writeLine(out, `${monitorId}: ${doneWords(done, note)}: no more repeats; the recovery will be sent`)
        return 0
      case 'no-incident':
        throw new CannotDo(
          `${monitorId} has no open incident in ${place}: "roundtrip incidents --open" lists all open ones`,
        )
      case 'no-monitor':
        throw await noMonitor(monitorId, opened)
      default:
        return done satisfies never
    }
  })
}

function doneWords(done: 'acknowledged' | 'already', note: string | undefined): string {
  if (done === 'acknowledged') return done
  return `was acknowledged before${note === undefined ? '' : '; the note is new'}`
}
