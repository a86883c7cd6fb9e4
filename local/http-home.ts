import { type Served, serveHttp } from '../shared/adapters/http-server/serve-http.ts'
import { productVersion } from '../shared/adapters/version.ts'
import { httpApp } from '../shared/http/app.ts'
import { explainStore } from '../shared/http/explain-store.ts'
import type { HomePorts } from '../shared/http/home.ts'
import type { LocalOptions } from './arguments.ts'

/** Serves the API over the local mode's own ports; throws `CannotServe`. `report` hears of faults of ours. */
export function serveLocalHome(
  { dataDir, port }: Pick<LocalOptions, 'dataDir' | 'port'>,
  ports: HomePorts,
  report: (error: unknown) => void,
): Promise<Served> {
  return serveHttp({
    folder: dataDir,
    port,
    fetch: (at) =>
      httpApp({
        kind: 'local',
        place: `local mode in ${dataDir}`,
        version: productVersion(),
        ports,
        may: 'administer',
        ...at,
        explain: explainStore,
        report,
      }).fetch,
  })
}
