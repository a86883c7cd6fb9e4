import { type EpochMs, isoInstant } from '../../shared/core/time/units.ts'
import { value } from '../application/parameters.ts'
import { type Now, timesOf } from './read-times.ts'
import { UsageError } from './usage-error.ts'

/** The options that name a span of time; `--from` and `--to` are understood, and not shown. */
export interface SpanFlags {
  since?: string | undefined
  until?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** The same, or the days of a month in the zone. */
export interface MonthOrSpanFlags extends SpanFlags {
  month?: string | undefined
}

/** Declares them; what each means is said as `scheduled at or after it, as 24h`. */
export function spanFlags(since: string, until: string) {
  return {
    since: value('TIME', since),
    until: value('TIME', until),
    from: { ...value('TIME', 'the same as --since'), hidden: true },
    to: { ...value('TIME', 'the same as --until'), hidden: true },
  } as const
}

/** From `from` on, and before `until`; absent where it was not said. Throws `UsageError`. */
export function spanIn(flags: MonthOrSpanFlags, here: Now): { from?: EpochMs; until?: EpochMs } {
  const since = eitherOf(flags, 'since', 'from')
  const until = eitherOf(flags, 'until', 'to')
  if (flags.month !== undefined) {
    if (since || until) throw new UsageError('--month excludes --since and --until')
    return timesOf('month', flags.month, here)
  }
  const span = {
    ...(since && { from: timesOf(...since, here).from }),
    ...(until && { until: timesOf(...until, here).until }),
  }
  const { from, until: end = here.now + 1 } = span
  if (!since || from === undefined || from < end) return span
  const [option] = since
  throw new UsageError(`--${option}: expected a time before ${isoInstant(end)}, got ${isoInstant(from)}`)
}

/** The option that was given and what it says. */
function eitherOf<Name extends keyof SpanFlags>(
  flags: SpanFlags,
  ...[one, other]: [Name, Name]
): [Name, string] | undefined {
  const given = [one, other].flatMap((name): [Name, string][] => {
    const written = flags[name]
    return written === undefined ? [] : [[name, written]]
  })
  if (given.length > 1) throw new UsageError(`--${one} and --${other} are the same: one of them`)
  return given[0]
}
