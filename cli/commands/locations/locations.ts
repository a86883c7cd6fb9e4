import {
  type LocationMark,
  type LocationView,
  locationsNow,
} from '../../../shared/app/monitors/list-locations.ts'
import { LOCAL } from '../../../shared/core/location/location-kind.ts'
import { onView, writeViewHeading } from '../../opened/on-view.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { type Column, printColumns, timeColumn } from '../../terminal/columns.ts'

export const locations = onView(async (viewing, surroundings: Surroundings, flags: ViewFlags) => {
  const { out, clock } = surroundings
  const { zone, opened } = viewing
  const { monitors, runs, probes, queues, stackName, deployed, knownLocations } = opened
  const home = stackName === undefined ? LOCAL : probes?.locations[0]
  const answer = await locationsNow({
    ...{ clock, monitors, runs },
    ...(home !== undefined && { home }),
    ...(deployed?.stack.version !== undefined && { homeVersion: deployed.stack.version }),
    ...(knownLocations && { knownLocations }),
    ...(queues && { queues }),
  })
  const { items } = answer
  if (flags.json) printJson(out, 'roundtrip.locations/1', answer)
  else {
    writeViewHeading(viewing, surroundings)
    printColumns(out, columns(items, zone), items)
  }
  return items.some(({ mark }) => mark !== undefined && mark !== 'removed') ? 1 : 0
})

const MARKS = {
  removed: { text: 'removed', colour: 'dim' },
  silent: { text: 'silent', colour: 'red' },
  letters: { text: 'letters to look at', colour: 'red' },
  'other-code': { text: 'other code than home', colour: 'yellow' },
  'other-defaults': { text: 'other default locations than home', colour: 'yellow' },
} as const satisfies Record<LocationMark, object>

function columns(items: readonly LocationView[], zone: string): Column<LocationView>[] {
  const isAlone = items.every(({ registeredAt }) => registeredAt === undefined)
  return [
    { name: 'LOCATION', shown: ({ name }) => name },
    { name: 'KIND', shown: ({ kind }) => kind },
    { name: 'REGION', shown: ({ region = '' }) => region, spare: 3 },
    { name: 'ADDRESS', shown: ({ address = '' }) => address, isHidden: items.every((one) => !one.address) },
    { name: 'VERSION', shown: ({ version = '' }) => version, isHidden: isAlone, spare: 2 },
    {
      ...timeColumn('REGISTERED', zone, ({ registeredAt }: LocationView) => registeredAt),
      isHidden: isAlone,
      spare: 1,
    },
    { name: 'MONITORS', shown: ({ monitors }) => String(monitors) },
    timeColumn('LAST RUN', zone, ({ lastRunAt }) => lastRunAt),
    {
      name: 'LETTERS',
      shown: ({ letters, registeredAt }) => lettersOf(letters, registeredAt),
      piped: ({ letters }) => letters && letters.deadLetters + letters.unhandled,
      isHidden: isAlone,
    },
    {
      name: 'STATE',
      shown: ({ mark }) => (mark ? MARKS[mark] : ''),
      piped: ({ mark }) => mark,
      isHidden: items.every(({ mark }) => !mark),
    },
  ]
}

function lettersOf(letters: LocationView['letters'], registeredAt: number | undefined): string {
  if (registeredAt === undefined) return ''
  if (!letters) return 'unknown'
  const { deadLetters, unhandled } = letters
  return unhandled > 0 ? `${unhandled} unhandled` : deadLetters > 0 ? `${deadLetters} waiting` : 'none'
}
