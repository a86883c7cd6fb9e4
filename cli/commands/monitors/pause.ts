import {
  type Changed,
  pauseMonitor,
  resumeMonitor,
  stillDisabled,
} from '../../../shared/app/monitors/change-monitor.ts'
import { readInstant } from '../../../shared/core/definition/fields/instant.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { UNTIL_RESUMED, pausedUntilText } from '../../../shared/core/definition/paused.ts'
import type { EpochMs, Millis } from '../../../shared/core/time/units.ts'
import { readSpan } from '../../arguments/duration.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import type { Carry } from '../../application/command.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { onTarget } from '../../opened/on-target.ts'
import { pauseWords } from './condition-words.ts'
import { belongsToTheFile, refusalOf } from '../../opened/refusals.ts'
import type { Opened } from '../../opened/opened.ts'

export interface PauseFlags extends TargetFlags {
  until: string | undefined
  for: string | undefined
}

/** Several are paused one after the other, also where one of them cannot be. */
export const pause: Carry<PauseFlags, string[]> = (surroundings, flags, ...monitorIds) => {
  const until = pauseEnd(flags, surroundings.clock.now())
  const words = pauseWords(Date.parse(until))
  const pausing = changing(async (monitorId, { monitors }) => {
    const done = await pauseMonitor(monitorId, until, monitors)
    return told(done, { changed: words, unchanged: `${words} already` })
  })
  return pausing(surroundings, flags, ...monitorIds)
}

export const resume = changing(async (monitorId, opened) => {
  const done = await resumeMonitor(monitorId, opened.monitors)
  if ('row' in done && stillDisabled(done.row)) {
    return { failure: `${monitorId} stays disabled: it has enabled: false and ${belongsToTheFile(opened)}` }
  }
  return told(done, { changed: 'resumed', unchanged: 'not paused' })
})

type Told = { words: string } | { failure: string } | { refusal: Exclude<Changed, { row: unknown }> }

function told(done: Changed, words: { changed: string; unchanged: string }): Told {
  return 'row' in done ? { words: words[done.kind] } : { refusal: done }
}

function changing(change: (monitorId: string, opened: Opened) => Promise<Told>) {
  return onTarget<TargetFlags, string[]>('there', async (opened, { out, err }, _flags, ...monitorIds) => {
    let failures = 0
    for (const monitorId of new Set(monitorIds)) {
      const done = await change(monitorId, opened)
      if ('words' in done) {
        out.write(`${monitorId}: ${done.words}\n`)
        continue
      }
      failures += 1
      const why = 'failure' in done ? done.failure : await refusalOf(monitorId, done.refusal, opened)
      err.write(`roundtrip: ${why}\n`)
    }
    return failures === 0 ? 0 : 1
  })
}

/** When the pause ends, as the row holds it. */
function pauseEnd({ until, for: duration }: PauseFlags, now: EpochMs): string {
  if (until !== undefined && duration !== undefined)
    throw new UsageError('--until and --for exclude each other')
  if (until !== undefined) return pausedUntilText(instantAfter(until, now))
  return duration === undefined ? UNTIL_RESUMED : pausedUntilText(now + spanOf(duration))
}

function instantAfter(written: string, now: EpochMs): EpochMs {
  const instant = readInstant(written)
  if (!instant.ok) throw new UsageError(`--until: ${instant.message}`)
  if (instant.value > now) return instant.value
  throw new UsageError(`--until: expected a time in the future, got ${shown(written)}`)
}

function spanOf(written: string): Millis {
  const span = readSpan(written)
  if (!span.ok) throw new UsageError(`--for: ${span.message}`)
  return span.value
}
