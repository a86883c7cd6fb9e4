import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import { windowState } from '../../../shared/core/maintenance/window-state.ts'
import { type EpochMs, MINUTE, isoInstant } from '../../../shared/core/time/units.ts'
import { spanText } from '../../arguments/duration.ts'
import { clockDay, clockMinute } from '../../terminal/clock-words.ts'

/** Zones whose clocks show UTC all year. */
const IS_UTC = /^(?:Etc\/)?(?:UTC|UCT|Universal|Zulu)$/i

/** A window as it is set: `2026-12-01T22:00 for 2h, Europe/Berlin`, `sat,sun 22:00 for 4h, UTC`. */
export function windowWords({ start, days, durationMinutes, zone }: MaintenanceWindow): string {
  const begins = days ? `${days.join(',')} ${start}` : start
  return `${begins} for ${spanText(durationMinutes * MINUTE)}, ${zone}`
}

/** When it is next, by the clocks of its zone and in UTC: `now, until …`, `next … to …`, `over`. */
export function whenWords(window: MaintenanceWindow, now: EpochMs): string {
  const state = windowState(window, now)
  const { zone } = window
  switch (state.kind) {
    case 'now':
      return `now, until ${clockWords([state.until], zone, ` ${zone}`)}`
    case 'coming':
      return `next ${clockWords([state.from, state.until], zone, ` ${zone}`)}`
    case 'over':
      return 'over'
    default:
      return state satisfies never
  }
}

/** The same beside `windowWords`, which say zone and length already. */
export function shortWhenWords(window: MaintenanceWindow, now: EpochMs): string {
  const state = windowState(window, now)
  switch (state.kind) {
    case 'now':
      return `now, until ${clockWords([state.until], window.zone)}`
    case 'coming':
      return clockWords([state.from], window.zone)
    case 'over':
      return 'over'
    default:
      return state satisfies never
  }
}

/** Instants in a zone, then in UTC: `Sat 2026-11-28 22:00 to Sun 2026-11-29 00:00 (…Z to …Z)`. */
function clockWords(instants: readonly EpochMs[], zone: string, zoneShown = ''): string {
  const local = `${instants.map((at) => weekdayTime(at, zone)).join(' to ')}${zoneShown}`
  return IS_UTC.test(zone) ? local : `${local} (${instants.map(utcMinute).join(' to ')})`
}

function weekdayTime(at: EpochMs, timeZone: string): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(at)
  return `${weekday} ${clockDay(at, timeZone)} ${clockMinute(at, timeZone)}`
}

function utcMinute(at: EpochMs): string {
  return `${isoInstant(at).slice(0, 16)}Z`
}
