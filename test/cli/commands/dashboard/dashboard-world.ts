import { join } from 'node:path'

import { onTestFinished } from 'vitest'

import { servedApi } from '../../../../cli/opened/served-api.ts'
import type { Surroundings } from '../../../../cli/surroundings.ts'
import { folder } from '../../../support/temporary-files.ts'
import { TABLES, account } from '../../account.ts'
import { running } from '../../says.ts'
import { STACK } from '../../surroundings.ts'
import { definition } from '../monitors/monitors-world.ts'

/** A deployed stack with the monitor `shop` and these outputs, and a user whose state lies in its own folder. */
export async function dashboardWorld(outputs: Readonly<Record<string, string>> = {}) {
  const state = await folder()
  const {
    env: aws,
    monitors,
    runs,
  } = await account({ [STACK]: { ...TABLES, AlertTopics: 'alerts,on-call', ...outputs } })
  const { monitorId: _, ...rest } = definition('shop')
  await monitors.put({ monitorId: 'shop', managedBy: 'table', revision: 1, definition: rest }, undefined)
  const env = { ...aws, XDG_STATE_HOME: state }
  const home = join(state, 'roundtrip', `${STACK}.eu-west-1.111122223333`)
  return { env, state, home, monitors, runs, starts: (...args: string[]) => starts(args, { env }) }
}

/** The command until Ctrl-C, which ends it at the end of the test. */
export function starts(args: readonly string[], change: Partial<Surroundings>) {
  let stop: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  const command = running(args, { stopped: () => stopped, ...change })
  onTestFinished(async () => {
    stop()
    await command.ended()
  })
  return {
    ...command,
    /** Its address, once it answers. */
    async address(): Promise<string> {
      await command.hears(/http:/)
      return /http:[^/]*\/\/[\d.:]+/.exec(command.said.out)?.[0] ?? ''
    },
    ctrlC() {
      stop()
      return command.ended()
    },
  }
}

/** What another process of this user finds there. */
export async function apiIn(home: string) {
  const api = await servedApi(home)
  if (!api) throw new Error(`nothing is served over ${home}`)
  return api
}
