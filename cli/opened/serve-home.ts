import { CannotStart } from '../../local/cannot-start.ts'
import { CannotServe } from '../../shared/adapters/http-server/cannot-serve.ts'
import { type Served, type ServedAt, serveHttp } from '../../shared/adapters/http-server/serve-http.ts'
import { productVersion } from '../../shared/adapters/version.ts'
import { httpApp } from '../../shared/http/app.ts'
import { explainStore } from '../../shared/http/explain-store.ts'
import type { SecretKeeper } from '../../shared/app/ports/secret-keeper.ts'
import { builtPage } from '../../dashboard/build/built-page.ts'
import type { HttpHome } from '../../shared/http/home.ts'
import { viewerTests } from '../../shared/http/viewer-tests.ts'
import type { Surroundings } from '../surroundings.ts'
import { STORED_SECRET_FORM } from '../../shared/core/definition/stored-secret.ts'
import { CannotDo } from './cannot-do.ts'
import { viewPorts } from './on-view.ts'
import { type Keeping, secretKeeper } from './stored-secret.ts'
import type { Opened } from './opened.ts'

export interface HomeOptions {
  /** Holds the keys. */
  folder: string
  /** Absent: that of the last time, else the first free one from 7025 on. */
  port?: number | undefined
  readOnly: boolean
  /** Hears of faults of ours. */
  report(error: unknown): void
}

/** Serves the API over what was opened, until it is closed; throws `CannotDo`. */
export async function serveHome(
  opened: Opened,
  { folder, port, readOnly, report }: HomeOptions,
  surroundings: Pick<Surroundings, 'clock' | 'ids'> & Keeping,
): Promise<Served> {
  const { clock, ids, settings } = surroundings
  const { source, place, monitors, runs, probes, queues, stackName, topics: named, deployed } = opened
  const topics = topicsOf(opened, settings)
  const { reportZone, viewersMayTest, builtInSender } = await settingsOf(opened, settings)
  const home: Omit<HttpHome, keyof ServedAt> = {
    kind: source === 'table' ? 'stack' : 'local',
    place,
    version: productVersion(),
    ...(deployed?.stack.version !== undefined && { stackVersion: deployed.stack.version }),
    reportZone,
    ports: { ...viewPorts(opened, clock), clock, ids, monitors, runs, ...(named && { topics: named }) },
    may: readOnly ? 'view' : 'administer',
    ...(viewersMayTest && { viewerTests: viewerTests() }),
    ...(topics && { topics }),
    ...(builtInSender && { builtInSender }),
    ...(probes && { probes }),
    ...(queues && { queues }),
    secrets: keeperOf(opened, folder, surroundings),
    page: builtPage(report),
    explain: (error, needs) => explainStore(error, needs, stackName),
    report,
  }
  try {
    return await serveHttp({ folder, port, fetch: (at) => httpApp({ ...home, ...at }).fetch })
  } catch (error) {
    throw error instanceof CannotServe
      ? new CannotDo(error.message.replace(/\.$/, ''), { cause: error })
      : error
  }
}

function topicsOf(
  { listTopics, topics, source }: Opened,
  settings: Surroundings['settings'],
): HttpHome['topics'] {
  if (listTopics) return listTopics
  if (source === 'local-table') {
    return async () => {
      const { localSettings } = await import('../../local/local-settings.ts')
      const { topicsHere } = await import('../../local/alerts/topics-here.ts')
      return topicsHere(await localSettings(settings))
    }
  }
  return topics && (() => Promise.resolve(topics.map((name) => ({ name }))))
}

/** A stack that was deployed before there were these outputs has their defaults. */
async function settingsOf(
  { reportZone = 'UTC', viewersMayTest = true, senderAddress: address, source }: Opened,
  settings: Surroundings['settings'],
): Promise<Pick<HttpHome, 'reportZone' | 'builtInSender'> & { viewersMayTest: boolean }> {
  if (source === 'table') {
    const builtInSender = address === undefined ? undefined : ({ kind: 'amazon-ses', address } as const)
    return { reportZone, viewersMayTest, ...(builtInSender && { builtInSender }) }
  }
  const { localSettings } = await import('../../local/local-settings.ts')
  const { shownSender } = await import('../../local/local-sender.ts')
  const here = await localSettings(settings).catch((error: unknown) => {
    throw error instanceof CannotStart ? new CannotDo(error.message, { cause: error }) : error
  })
  const { reportZone: zone, viewersMayTest: mayTest } = here
  return { reportZone: zone, viewersMayTest: mayTest, builtInSender: shownSender(here) }
}

/** What is no stack is the local mode in this folder. */
function keeperOf({ stackName, secretForm = 0 }: Opened, folder: string, keeping: Keeping): SecretKeeper {
  return stackName === undefined
    ? secretKeeper({ kind: 'local', folder }, STORED_SECRET_FORM, keeping)
    : secretKeeper({ kind: 'stack', stackName }, secretForm, keeping)
}
