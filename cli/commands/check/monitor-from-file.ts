import { isRecord } from '../../../shared/core/definition/fields/fields.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { fileName, placed, placedProblem } from '../../definitions/placed-problem.ts'
import { type Definitions, STACK_FILE, readDefinitions } from '../../definitions/read-definitions.ts'
import type { CheckFlags } from './check-flags.ts'
import { DESCRIBING } from './monitor-from-options.ts'
import { isFile, withTimeout } from './monitor-words.ts'

type FromFile = { ok: true; monitor: Monitor } | { ok: false; mistakes: readonly string[] }

/** Most ids that a mistake lists. */
const MOST_LISTED = 10

/** The monitor `target`: an id (in `--file`, else in cdk/monitors.ts), or a file that holds one monitor. */
export async function monitorFromFile(
  target: string | undefined,
  { file, timeout }: Pick<CheckFlags, 'file' | 'timeout'>,
): Promise<FromFile> {
  const isPath = target !== undefined && isFile(target)
  if (isPath && file !== undefined) return refused(`--file: ${shown(target)} is a file already`)
  const named = isPath ? target : file
  const shownFile = fileName(named ?? 'cdk/monitors.ts')
  const read = await readDefinitions(named ?? STACK_FILE)
  if (!read.ok) return refused(`${placed(shownFile, read.line)}: ${read.message}`)
  const chosen = choose(read.definitions, isPath ? undefined : target, shownFile)
  return 'mistake' in chosen ? refused(chosen.mistake) : parsed(chosen, read.definitions, shownFile, timeout)
}

interface Chosen {
  definition: unknown
  /** The path of the definition in its file: `monitors[2]`, or empty. */
  path: string
}

function choose(
  { written }: Definitions,
  id: string | undefined,
  file: string,
): Chosen | { mistake: string } {
  const list: readonly unknown[] = Array.isArray(written) ? written : [written]
  const all = list.map((definition, index) => ({
    definition,
    path: Array.isArray(written) ? `monitors[${index}]` : '',
    id: isRecord(definition) ? definition.monitorId : undefined,
  }))
  const matching = id === undefined ? all : all.filter((one) => one.id === id)
  const [only] = matching
  if (only && matching.length === 1) return only
  if (list.length === 0) return { mistake: `${file} holds no monitor` }
  const ids = all.flatMap((one) => (typeof one.id === 'string' ? [shown(one.id)] : []))
  const there = `${ids.slice(0, MOST_LISTED).join(', ')}${ids.length > MOST_LISTED ? ', …' : ''}`
  if (id === undefined) {
    return { mistake: `${file} holds ${list.length} monitors; name one: check ID --file ${file} (${there})` }
  }
  const count = matching.length === 0 ? 'no monitor' : `${matching.length} monitors`
  return { mistake: `${file} holds ${count} with the id ${shown(id)}; there are: ${there}` }
}

function parsed(
  { definition, path }: Chosen,
  { lineOf }: Definitions,
  file: string,
  timeout: string | undefined,
): FromFile {
  const result = parseMonitor(withTimeout(definition, timeout), 'file')
  if (!result.ok) {
    const mistakes = result.problems.map((problem) => {
      if (timeout !== undefined && problem.path === DESCRIBING.timeout) return `--timeout: ${problem.message}`
      const whole = joined(path, problem.path)
      return placedProblem(file, lineOf(whole), { path: whole, message: problem.message })
    })
    return refused(...mistakes)
  }
  const { monitor } = result
  if (monitor.smtp) return { ok: true, monitor }
  const place = placed(file, lineOf(path))
  return refused(
    `${place}: ${monitor.monitorId} names no smtp.server, and a check has no built-in sender: add one`,
  )
}

function joined(parent: string, path: string): string {
  return parent === '' || path === '' || path.startsWith('[') ? parent + path : `${parent}.${path}`
}

function refused(...mistakes: readonly string[]): FromFile {
  return { ok: false, mistakes }
}
