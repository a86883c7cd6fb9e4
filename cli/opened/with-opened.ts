import { CannotDo } from './cannot-do.ts'
import { Interrupted } from '../terminal/read-secret.ts'
import { storeProblem } from './store-problem.ts'
import { type Target, placeOf } from '../arguments/target.ts'
import type { MonitorsSurroundings, OpenedMonitors } from './opened.ts'

/** Keeps open what `open` opens for as long as `use` takes. */
export async function whileOpen<Opened extends { close(): Promise<void> }, T>(
  open: () => Promise<Opened>,
  use: (opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = await open()
  try {
    return await use(opened)
  } finally {
    await opened.close()
  }
}

/** Opens the tables of monitors for as long as `use` takes. `make`: a local folder may be made anew. */
export function withOpened<T>(
  target: Target,
  make: boolean,
  { open }: Pick<MonitorsSurroundings, 'open'>,
  use: (opened: OpenedMonitors) => Promise<T>,
): Promise<T> {
  return whileOpen(() => open(target, make), use)
}

/** The exit code of `work`: what it cannot do, and what AWS or the database answers instead, is told in a sentence, and is 1. */
export async function exitCodeOf(
  work: () => Promise<number>,
  target: Target,
  { err }: Pick<MonitorsSurroundings, 'err'>,
): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Interrupted) return 130
    const told = problemOf(error, target)
    if (!told) throw error
    err.write([...told.details, `roundtrip: ${told.message}`, ''].join('\n'))
    return 1
  }
}

function problemOf(
  error: unknown,
  target: Target,
): { message: string; details: readonly string[] } | undefined {
  if (error instanceof CannotDo) return error
  const message = storeProblem(error, placeOf(target))
  return message === undefined ? undefined : { message, details: [] }
}
