import { MINUTE } from '../../shared/core/time/units.ts'
import type { Location } from '../api/answers.ts'
import { reads } from '../api/reads.ts'
import { useHeldAnswer } from '../api/use-held-answer.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { knownWords } from '../parts/known-words.ts'
import { Ago } from '../parts/when.tsx'

const KIND_WORDS = {
  home: 'home',
  region: 'Region',
  'fixed-address': 'fixed address',
  agent: 'agent',
  local: 'this machine',
} as const satisfies Partial<Record<Location['kind'], string>>

const MARK_WORDS = {
  removed: 'removed from the settings',
  silent: 'no results arrive',
  letters: 'events to look at in its queue',
  'other-code': 'runs other code than home',
  'other-defaults': 'has other default locations than home',
} as const satisfies Partial<Record<NonNullable<Location['mark']>, string>>

/** Where monitors run, and whether each place is heard from; nothing where home is the only one. */
export function Locations() {
  const { data } = useHeldAnswer({ ...reads.locations(), everyMs: MINUTE })
  if (!data || data.items.length < 2) return null
  const hasAddresses = data.items.some(({ address }) => address !== undefined)
  return (
    <section aria-labelledby="locations">
      <h2 id="locations">Locations</h2>
      <table class="narrow-cards">
        <thead>
          <ColumnHeads
            names={[
              'Location',
              'Kind',
              ...(hasAddresses ? ['Address'] : []),
              'Monitors',
              'Last run',
              'Version',
              'State',
            ]}
          />
        </thead>
        <tbody>
          {data.items.map((location) => (
            <LocationRow key={location.name} location={location} hasAddresses={hasAddresses} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function LocationRow({ location, hasAddresses }: { location: Location; hasAddresses: boolean }) {
  const { name, kind, region, address, monitors, lastRunAt, version, mark } = location
  const where = region === undefined || region === name ? '' : ` in ${region}`
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td data-label="Kind">
        {knownWords(KIND_WORDS, kind)}
        {where}
      </td>
      {hasAddresses && <td data-label="Address">{address}</td>}
      <td data-label="Monitors">{monitors.toLocaleString('en')}</td>
      <td data-label="Last run">{lastRunAt === undefined ? 'none' : <Ago at={lastRunAt} />}</td>
      <td data-label="Version">{version}</td>
      <td data-label="State" class={mark === undefined || mark === 'removed' ? undefined : 'bad'}>
        {mark === undefined ? 'OK' : knownWords(MARK_WORDS, mark)}
        <Letters {...location} />
      </td>
    </tr>
  )
}

/** How many events are left in its queues, where there are any. */
function Letters({ letters }: Location) {
  if (!letters || letters.deadLetters + letters.unhandled === 0) return null
  const { deadLetters, unhandled } = letters
  return (
    <span class="quiet">
      {' '}
      ({unhandled} not handled, {deadLetters} waiting)
    </span>
  )
}
