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
import type { MonitorsArguments } from './arguments.ts'
import { pauseWords } from './condition-words.ts'
import { belongsToTheFile, refusalOf } from '../../opened/refusals.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

/** `monitors pause ID …`; several are paused one after the other, also where one of them cannot be. */
export async function pause(
  { names, values }: MonitorsArguments,
  opened: Opened,
  surroundings: Surroundings,
): Promise<number> {
  const until = pauseEnd(values, surroundings.clock.now())
  const words = pauseWords(Date.parse(until))
  return each(names, opened, surroundings, async (monitorId) => {
    const done = await pauseMonitor(monitorId, until, opened.monitors)
    return told(done, { changed: words, unchanged: `${words} already` })
  })
}

/** `monitors resume ID …`. */
export async function resume(
  { names }: MonitorsArguments,
  opened: Opened,
  surroundings: Surroundings,
): Promise<number> {
  return each(names, opened, surroundings, async (monitorId) => {
    const done = await resumeMonitor(monitorId, opened.monitors)
    if ('row' in done && stillDisabled(done.row)) {
      return { failure: `${monitorId} stays disabled: it has enabled: false and ${belongsToTheFile(opened)}` }
    }
    return told(done, { changed: 'resumed', unchanged: 'not paused' })
  })
}

type Told = { words: string } | { failure: string } | { refusal: Exclude<Changed, { row: unknown }> }

function told(done: Changed, words: { changed: string; unchanged: string }): Told {
  return 'row' in done ? { words: words[done.kind] } : { refusal: done }
}

async function each(
  monitorIds: readonly string[],
  opened: Opened,
  { out, err }: Surroundings,
  change: (monitorId: string) => Promise<Told>,
): Promise<number> {
  let failures = 0
  for (const monitorId of new Set(monitorIds)) {
    const done = await change(monitorId)
    if ('words' in done) {
      out.write(`${monitorId}: ${done.words}\n`)
      continue
    }
    failures += 1
    const why = 'failure' in done ? done.failure : await refusalOf(monitorId, done.refusal, opened)
    err.write(`roundtrip: ${why}\n`)
  }
  return failures === 0 ? 0 : 1
}

/** When the pause ends, as the row holds it. */
function pauseEnd(values: MonitorsArguments['values'], now: EpochMs): string {
  const { until, for: duration } = values
  if (until !== undefined && duration !== undefined) throw mistake('--until and --for exclude each other')
  if (until !== undefined) return pausedUntilText(instantAfter(until, now))
  return duration === undefined ? UNTIL_RESUMED : pausedUntilText(now + spanOf(duration))
}

function instantAfter(written: string, now: EpochMs): EpochMs {
  const instant = readInstant(written)
  if (!instant.ok) throw mistake(`--until: ${instant.message}`)
  if (instant.value > now) return instant.value
  throw mistake(`--until: expected a time to come, got ${shown(written)}, which has passed`)
}

function spanOf(written: string): Millis {
  const span = readSpan(written)
  if (!span.ok) throw mistake(`--for: ${span.message}`)
  return span.value
}

function mistake(message: string): UsageError {
  return new UsageError(`monitors pause: ${message}`, 'roundtrip monitors pause --help')
}
