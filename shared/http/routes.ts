import type { Route } from './route.ts'
import { listAlerts } from './routes/alerts/list.ts'
import { testAlerts } from './routes/alerts/test.ts'
import { listTopics } from './routes/alerts/topics.ts'
import { makeFault } from './routes/demo/faults.ts'
import { acknowledgeIncident, withdraw } from './routes/incidents/acknowledge.ts'
import { getIncident } from './routes/incidents/get.ts'
import { listIncidents } from './routes/incidents/list.ts'
import { listLocations } from './routes/locations.ts'
import { addWindow, removeWindow } from './routes/maintenance/change.ts'
import { listWindows } from './routes/maintenance/list.ts'
import { getAvailability } from './routes/monitors/availability.ts'
import { createMonitor } from './routes/monitors/create.ts'
import { getMonitor } from './routes/monitors/get.ts'
import { importMonitors } from './routes/monitors/import.ts'
import { listMonitors } from './routes/monitors/list.ts'
import { patchDefinition } from './routes/monitors/patch.ts'
import { pause, resume } from './routes/monitors/pause.ts'
import { removeMonitor } from './routes/monitors/remove.ts'
import { replaceMonitor } from './routes/monitors/replace.ts'
import { getRoundTrips } from './routes/monitors/round-trips.ts'
import { getStrips } from './routes/monitors/strips.ts'
import { validate } from './routes/monitors/validate.ts'
import { getOverview } from './routes/overview.ts'
import { getMonthReport } from './routes/reports/month.ts'
import { getRun } from './routes/runs/get.ts'
import { getProgress } from './routes/runs/progress.ts'
import { startRun } from './routes/runs/start.ts'
import { listRuns } from './routes/runs/list.ts'
import { getRunLog } from './routes/runs/log.ts'
import { listSecrets } from './routes/secrets/list.ts'
import { setSecret } from './routes/secrets/set.ts'
import { getSession } from './routes/session.ts'
import { getTrial } from './routes/trials/get.ts'
import { startTrialRun } from './routes/trials/start.ts'

/** Every route. A new one is named here, and nowhere else. */
export const ROUTES: readonly Route[] = [
  getSession,
  getOverview,
  getStrips,
  listMonitors,
  createMonitor,
  getMonitor,
  replaceMonitor,
  patchDefinition,
  removeMonitor,
  pause,
  resume,
  validate,
  importMonitors,
  getAvailability,
  getRoundTrips,
  listRuns,
  startRun,
  getRun,
  getProgress,
  getRunLog,
  startTrialRun,
  getTrial,
  listIncidents,
  getIncident,
  acknowledgeIncident,
  withdraw,
  listAlerts,
  testAlerts,
  listTopics,
  listLocations,
  listWindows,
  addWindow,
  removeWindow,
  getMonthReport,
  listSecrets,
  setSecret,
  makeFault,
]
