import { buildRouteMap } from '@stricli/core'

import { alerts } from '../commands/alerts/commands.ts'
import { check } from '../commands/check/command.ts'
import { completion } from '../commands/completion/command.ts'
import { maintenance } from '../commands/maintenance/commands.ts'
import { monitors } from '../commands/monitors/commands.ts'
import { secrets } from '../commands/secrets/commands.ts'
import { validate } from '../commands/validate/command.ts'
import type { Context } from './command.ts'
import type { Groups } from './first-screen.ts'

/** Every command, as the first screen shows them. A new one is named here, and nowhere else. */
export const GROUPS = {
  Try: { check },
  Define: { monitors, maintenance, secrets, validate },
  Tell: { alerts },
  Use: { completion },
} satisfies Groups

/** Words that people try; none is shown. */
const GUESSED = { alert: 'alerts', monitor: 'monitors', secret: 'secrets' }

const routes = Object.assign({}, ...Object.values(GROUPS)) as Record<string, Groups[string][string]>

export const root = buildRouteMap<string, Context>({
  routes,
  docs: { brief: 'round-trip email monitors' },
  aliases: GUESSED,
})
