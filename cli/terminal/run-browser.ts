import { spawn } from 'node:child_process'

import type { Clock } from '../../shared/app/ports/clock.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'

/** What starts a browser has failed by then, or goes on as long as the browser does. */
const START_TIMEOUT: Millis = 3 * SECOND

/** Shows the file in the user's browser; false where there is none to be started. */
export async function runBrowser(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
  clock: Pick<Clock, 'after'>,
): Promise<boolean> {
  const command = browserCommand(file, env)
  if (!command) return false
  const [program, ...args] = command
  const child = spawn(program, args, { detached: true, stdio: 'ignore' })
  child.unref()
  return new Promise<boolean>((resolve) => {
    const cancel = clock.after(START_TIMEOUT, () => resolve(true))
    const ended = (done: boolean) => {
      cancel()
      resolve(done)
    }
    child.on('error', () => ended(false))
    child.on('exit', (code) => ended(code === 0))
  })
}

/** `undefined`: there is no screen. */
function browserCommand(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): readonly [string, ...string[]] | undefined {
  if (process.platform === 'darwin') return ['open', file]
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', file]
  const hasScreen = [env.BROWSER, env.DISPLAY, env.WAYLAND_DISPLAY].some((set = '') => set !== '')
  return hasScreen ? ['xdg-open', file] : undefined
}
