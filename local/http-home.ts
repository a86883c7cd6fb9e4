import { type Served, serveHttp } from '../shared/adapters/http-server/serve-http.ts'
import { productVersion } from '../shared/adapters/version.ts'
import { httpApp } from '../shared/http/app.ts'
import { explainStore } from '../shared/http/explain-store.ts'
import { builtPage } from '../dashboard/build/built-page.ts'
import type { HttpHome } from '../shared/http/home.ts'
import type { LocalOptions } from './arguments.ts'

/** Serves the API over what the local mode offers; throws `CannotServe`. `report` hears of faults of ours. */
export function serveLocalHome(
  { dataDir, port }: Pick<LocalOptions, 'dataDir' | 'port'>,
  offered: Pick<
    HttpHome,
    'ports' | 'reportZone' | 'builtInSender' | 'probes' | 'demo' | 'topics' | 'secrets'
  >,
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
        ...offered,
        may: 'administer',
        ...at,
        page: builtPage(report),
        explain: explainStore,
        report,
      }).fetch,
  })
}
