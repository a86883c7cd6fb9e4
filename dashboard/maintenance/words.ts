import { type EpochMs, MINUTE } from '../../shared/core/time/units.ts'
import { span } from '../../shared/core/wording/words/figures.ts'
import type { ListedWindow } from '../api/answers.ts'
import { dayOf, minuteOf, shortTime } from '../parts/times.ts'

/** Whose a window is, as `shop`, or `tag web (blog, shop)`. */
export function ownerOf({ monitorId, tag, monitorIds = [] }: ListedWindow): string {
  if (monitorId !== undefined) return monitorId
  const named = monitorIds.length > 4 ? `${monitorIds.length} monitors` : monitorIds.join(', ')
  return `tag ${tag ?? ''} (${named || 'no monitor has it'})`
}

export const DAY_NAMES: Readonly<Record<string, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
}

/** As it is set: `Sat, Sun 22:00 for 4 h, Europe/Berlin`, `2026-12-01 22:00 for 2 h, UTC`. */
export function windowWords({ window }: ListedWindow): string {
  if (!window) return 'cannot be read'
  const { start, days, durationMinutes, zone } = window
  const begins = days ? `${days.map((day) => DAY_NAMES[day]).join(', ')} ${start}` : start.replace('T', ' ')
  return `${begins} for ${span(durationMinutes * MINUTE)}, ${zone}`
}

/** Whether it holds, and when it comes next, by the clocks of the page's zone. */
export function stateWords({ state, from, until }: ListedWindow, now: EpochMs, zone: string): string {
  const time = (at: string | undefined) => shortTime(Date.parse(at ?? ''), now, zone)
  switch (state) {
    case 'now':
      return `now, until ${time(until)}`
    case 'coming':
      return `next ${time(from)}`
    case 'over':
      return 'over'
    case 'misconfigured':
      return 'has errors'
    default:
      return state satisfies never
  }
}

/** The page in a sentence or two. */
export function sentence(windows: readonly ListedWindow[], now: EpochMs, zone: string): string {
  const holding = windows.filter(({ state }) => state === 'now')
  const [next] = windows
    .flatMap((window) => (window.from === undefined ? [] : [{ window, at: Date.parse(window.from) }]))
    .sort((one, other) => one.at - other.at)
  const first =
    holding.length === 0
      ? 'No maintenance now.'
      : holding.length === 1
        ? `Maintenance now: ${holding.map(ownerOf).join()}, until ${shortTime(Date.parse(holding[0]?.until ?? ''), now, zone)}.`
        : `${holding.length} maintenance windows are active now.`
  if (!next) return first
  return `${first} The next begins ${shortTime(next.at, now, zone)}: ${ownerOf(next.window)}.`
}

/** As `Tue 24 Nov`. */
export function dayName(at: EpochMs, zone: string): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: zone }).format(at)
  return `${weekday} ${dayOf(at, zone).replace(/ \d{4}$/, '')}`
}

/** As `22:00 to 02:00`; what lies on another day as `from before`, `on into the next day`. */
export function timeWords(
  time: { from: EpochMs; until: EpochMs; isOpenBefore: boolean; isOpenAfter: boolean },
  zone: string,
): string {
  const { from, until, isOpenBefore, isOpenAfter } = time
  if (isOpenBefore && isOpenAfter) return 'all day'
  if (isOpenBefore) return `until ${minuteOf(until, zone)}`
  return isOpenAfter ? `from ${minuteOf(from, zone)}` : `${minuteOf(from, zone)} to ${minuteOf(until, zone)}`
}
