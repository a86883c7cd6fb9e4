import { buildRouteMap } from '@stricli/core'

import { validate } from '../commands/validate/command.ts'
import type { Context } from './command.ts'
import type { Groups } from './first-screen.ts'

/** Every command, as the first screen shows them. A new one is named here, and nowhere else. */
export const GROUPS = {
  Define: { validate },
} satisfies Groups

/** Words that people try; none is shown. */
const GUESSED = {}

const routes = Object.assign({}, ...Object.values(GROUPS)) as Record<string, Groups[string][string]>

export const root = buildRouteMap<string, Context>({
  routes,
  docs: { brief: 'round-trip email monitors' },
  aliases: GUESSED,
})
