import { pathToFileURL } from 'node:url'

import type { Millis } from '../../../shared/core/time/units.ts'
import { answer, givenInput } from '../../support/processes/process-report.ts'

/** What the import of modules took, one after the other, in a process that had imported nothing like them. */
export interface ImportTime {
  wallMs: Millis
  /** User and system time of all threads of the process: does not grow when others use the machine. */
  cpuMs: Millis
}

const hrefs = ((await givenInput()) as readonly string[]).map((file) => pathToFileURL(file).href)
const cpuBefore = process.cpuUsage()
const start = performance.now()
for (const href of hrefs) await import(href)
const wallMs = performance.now() - start
const { user, system } = process.cpuUsage(cpuBefore)
answer({ wallMs, cpuMs: (user + system) / 1000 } satisfies ImportTime)
