import type { BaseArgs } from '@stricli/core'

import type { ViewPorts } from '../../shared/app/history/views/view-ports.ts'
import type { Carry } from '../application/command.ts'
import type { TargetFlags } from '../arguments/target-flags.ts'
import { type ZoneFlags, zoneOf } from '../arguments/zone.ts'
import type { Surroundings } from '../surroundings.ts'
import { clockTime } from '../terminal/clock-words.ts'
import { writeLine, writeRemark } from '../terminal/words.ts'
import { onTarget } from './on-target.ts'
import type { Opened } from './opened.ts'

/** What a view is asked with, and in which zone its answer is read. */
export interface Viewing {
  ports: ViewPorts
  opened: Opened
  zone: string
}

/** What a command does that shows what is stored: as `onTarget`, with what views are asked with. */
export function onView<Flags extends TargetFlags & ZoneFlags, Args extends BaseArgs>(
  work: (viewing: Viewing, surroundings: Surroundings, flags: Flags, ...args: Args) => Promise<number>,
): Carry<Flags, Args> {
  return onTarget('there', (opened, surroundings, flags: Flags, ...args: Args) => {
    const ports = viewPorts(opened, surroundings.clock)
    return work({ ports, opened, zone: zoneOf(flags, surroundings) }, surroundings, flags, ...args)
  })
}

/** What views are asked with. */
export function viewPorts(
  { monitors, runs, source, isOwn, knownLocations, builtInSender }: Opened,
  clock: Surroundings['clock'],
): ViewPorts {
  const named = {
    ...(isOwn && { isOwn }),
    ...(knownLocations && { knownLocations }),
    ...(builtInSender !== undefined && { builtInSender }),
  }
  return { clock, monitors, runs, definitionSource: source, ...named }
}

/** The first line of a list for a person: what is looked at, when, and in which zone times are told. */
export function writeViewHeading(
  viewing: Viewing,
  surroundings: Pick<Surroundings, 'out' | 'clock'>,
  of?: string,
): void {
  if (surroundings.out.isTerminal) writePageHeading(viewing, surroundings, of)
}

/** The same of a page, whose times are those of the zone in a pipe too. */
export function writePageHeading(
  { opened: { place }, zone }: Viewing,
  { out, clock }: Pick<Surroundings, 'out' | 'clock'>,
  of?: string,
): void {
  const parts = [place, ...(of === undefined ? [] : [of]), `${clockTime(clock.now(), zone)} ${zone}`]
  writeRemark(out, parts.join(' · '), 'dim')
  writeLine(out)
}
