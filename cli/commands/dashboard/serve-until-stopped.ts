import type { Address } from '../../../shared/core/wording/home-address.ts'
import type { Opened } from '../../opened/opened.ts'
import { type HomeOptions, serveHome } from '../../opened/serve-home.ts'
import type { Surroundings } from '../../surroundings.ts'
import { writeRemark } from '../../terminal/words.ts'
import { tellAddress } from './tell-address.ts'

export interface Serving extends Omit<HomeOptions, 'report'> {
  /** The page that is meant, as `/m/shop`. */
  path?: string
  /** Called once it answers. */
  show?(address: Address): Promise<void>
}

/** Serves until Ctrl-C; the exit code. */
export async function serveUntilStopped(
  opened: Opened,
  { path, show, ...options }: Serving,
  surroundings: Surroundings,
): Promise<number> {
  const stopped = surroundings.stopped()
  const report = (error: unknown) =>
    writeRemark(surroundings.err, `problem: ${error instanceof Error ? error.message : String(error)}`)
  const served = await serveHome(opened, { ...options, report }, surroundings)
  try {
    const mode = options.readOnly ? ', read-only' : ''
    const shown = { folder: options.folder, ...(path !== undefined && { path }) }
    tellAddress(`${opened.place}${mode}, until Ctrl-C:`, served, shown, surroundings)
    await show?.(served)
    await stopped
  } finally {
    await served.close()
  }
  return 0
}
