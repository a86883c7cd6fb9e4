import { randomBytes } from 'node:crypto'

import type { Ids } from '../app/ports/clock.ts'

export const randomIds: Ids = { token: () => randomBytes(16).toString('hex') }
