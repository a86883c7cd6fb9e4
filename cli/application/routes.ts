import { buildRouteMap } from '@stricli/core'

import { ack } from '../commands/ack/command.ts'
import { alerts } from '../commands/alerts/commands.ts'
import { availability } from '../commands/availability/command.ts'
import { check } from '../commands/check/command.ts'
import { completion } from '../commands/completion/command.ts'
import { dashboard } from '../commands/dashboard/command.ts'
import { doctor } from '../commands/doctor/command.ts'
import { exports } from '../commands/export/command.ts'
import { incidents } from '../commands/incidents/command.ts'
import { locations } from '../commands/locations/command.ts'
import { log } from '../commands/log/command.ts'
import { maintenance } from '../commands/maintenance/commands.ts'
import { monitors } from '../commands/monitors/commands.ts'
import { oauth } from '../commands/oauth/commands.ts'
import { open } from '../commands/open/command.ts'
import { runs } from '../commands/runs/command.ts'
import { secrets } from '../commands/secrets/commands.ts'
import { show } from '../commands/show/command.ts'
import { status } from '../commands/status/command.ts'
import { test } from '../commands/test/command.ts'
import { validate } from '../commands/validate/command.ts'
import type { Context } from './command.ts'
import type { Groups } from './first-screen.ts'

/** Every command, as the first screen shows them. A new one is named here, and nowhere else. */
export const GROUPS = {
  'Status and history': { status, runs, show, log, availability, incidents, locations, export: exports },
  Test: { test, check },
  Configure: { monitors, maintenance, secrets, oauth, validate },
  Alerts: { alerts, ack },
  Installation: { doctor },
  'Browser and shell': { open, dashboard, completion },
} satisfies Groups

/** Words that people try; none is shown. */
const GUESSED = {
  alert: 'alerts',
  monitor: 'monitors',
  secret: 'secrets',
  incident: 'incidents',
  location: 'locations',
  ls: 'status',
  logs: 'log',
  results: 'runs',
  history: 'runs',
  uptime: 'availability',
  acknowledge: 'ack',
}

const routes = Object.assign({}, ...Object.values(GROUPS)) as Record<string, Groups[string][string]>

export const root = buildRouteMap<string, Context>({
  routes,
  docs: { brief: 'round-trip email monitors' },
  aliases: GUESSED,
})
