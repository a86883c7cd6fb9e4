import { address } from '../address/address.ts'
import { links } from '../address/links.ts'
import type { Session } from '../api/answers.ts'
import { connection } from '../api/connection.ts'
import { secondOf } from '../parts/times.ts'
import { THEMES, theme, zone, zonesWith } from './taste.ts'
import { WhoIsTold } from './who-is-told.tsx'

const NAVIGATION = [
  { name: 'Now', to: links.now, holds: /^\/($|m\/|new)/ },
  { name: 'Incidents', to: links.incidents, holds: /^\/incidents/ },
  { name: 'Reports', to: links.report, holds: /^\/report/ },
  { name: 'Maintenance', to: links.maintenance, holds: /^\/maintenance/ },
]

export function Header({ session }: { session?: Session }) {
  return (
    <header class="header">
      <a class="name" href={links.now}>
        Roundtrip
      </a>
      <nav aria-label="Pages">
        <ul>
          {NAVIGATION.map(({ name, to, holds }) => (
            <li key={name}>
              <a href={to} aria-current={holds.test(address.value.path) ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="facts">
        {session && <WhoIsTold session={session} />}
        {session && (
          <span>
            {session.place}
            {session.may === 'view' && ', read-only'}
          </span>
        )}
        <AsOf />
        <ZoneChoice reportZone={session?.zone} />
        <ThemeChoice />
      </div>
    </header>
  )
}

function AsOf() {
  const { heardAt } = connection.value
  return heardAt === undefined ? null : <span>as of {secondOf(heardAt, zone.value)}</span>
}

function ZoneChoice({ reportZone }: { reportZone: string | undefined }) {
  return (
    <select
      aria-label="Time zone"
      value={zone.value}
      onChange={({ currentTarget }) => (zone.value = currentTarget.value)}
    >
      {zonesWith(reportZone).map((name) => (
        <option key={name} value={name}>
          {name.replaceAll('_', ' ')}
        </option>
      ))}
    </select>
  )
}

function ThemeChoice() {
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'system'
  return (
    <button
      type="button"
      title={`Theme: ${theme.value}. Switch to ${next}`}
      onClick={() => (theme.value = next)}
    >
      <span aria-hidden="true">◐</span> <span class="unseen">Theme:</span> {theme.value}
    </button>
  )
}
