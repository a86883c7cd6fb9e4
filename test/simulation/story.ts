import type { MaintenanceWindow } from '../../shared/core/maintenance/window.ts'
import { type EpochMs, MINUTE } from '../../shared/core/time/units.ts'
import type { Weather } from './simulated-mail.ts'

/** One monitor's month: how it is defined, how its mail fares, and what people do to it meanwhile. */
export interface Story {
  monitorId: string
  /** What it is there to show. */
  about: string
  /** What differs from a monitor every hour at all locations, with a timeout of 60 s. */
  definition: Readonly<Record<string, unknown>>
  spells: readonly Spell[]
  deeds: readonly Deed[]
}

/** For a time, mail fares otherwise than well. */
export interface Spell {
  from: EpochMs
  to: EpochMs
  weather: Weather | ((at: EpochMs) => Weather)
  /** Where; absent: seen from everywhere. */
  location?: string
}

/** What somebody does at a time, or what befalls the monitoring itself. */
export interface Deed {
  at: EpochMs
  do:
    | { kind: 'edit'; change: Readonly<Record<string, unknown>> }
    | { kind: 'remove' }
    | { kind: 'secret'; isSet: boolean }
    | { kind: 'schedule'; isRunning: boolean }
    | { kind: 'tag-window'; tag: string; window: MaintenanceWindow }
}

export function story(
  monitorId: string,
  about: string,
  definition: Readonly<Record<string, unknown>>,
  ...happenings: readonly (Spell | Deed)[]
): Story {
  return {
    monitorId,
    about,
    definition,
    spells: happenings.filter((one): one is Spell => 'weather' in one),
    deeds: happenings.filter((one): one is Deed => 'do' in one),
  }
}

/** `spell('03-04 10:00', 120, …)`: in March 2026, UTC, for so many minutes. */
export function spell(from: string, minutes: number, weather: Spell['weather'], location?: string): Spell {
  const start = march(from)
  return { from: start, to: start + minutes * MINUTE, weather, ...(location !== undefined && { location }) }
}

export function deed(at: string, what: Deed['do']): Deed {
  return { at: march(at), do: what }
}

/** `03-04 10:00` as an instant: UTC, 2026. */
export function march(text: string): EpochMs {
  return Date.parse(`2026-${text.replace(' ', 'T')}:00Z`)
}

export function weatherOf({ spells }: Story, location: string, at: EpochMs): Weather | undefined {
  const spell = spells.find(
    (one) => at >= one.from && at < one.to && (one.location === undefined || one.location === location),
  )
  return typeof spell?.weather === 'function' ? spell.weather(at) : spell?.weather
}
