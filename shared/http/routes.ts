import type { Route } from './route.ts'
import { getOverview } from './routes/overview.ts'
import { getSession } from './routes/session.ts'

/** Every route. A new one is named here, and nowhere else. */
export const ROUTES: readonly Route[] = [getSession, getOverview]
