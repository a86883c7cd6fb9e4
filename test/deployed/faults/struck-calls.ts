import { isAbout } from '../../support/fault-proxy/aws-call.ts'
import type { AwsFault, Striking } from '../../support/fault-proxy/fault-plan.ts'
import type { FaultProxy } from '../../support/fault-proxy/fault-proxy.ts'

/** A call by its place among those of one piece of work, as `dynamodb PutItem #2`. */
export type CallName = string

/**
 * How a call fails. After the `first` attempt the SDK's own retry goes through; with `all` of them the
 * function gets an error.
 */
export interface Way {
  title: string
  fault: AwsFault
  attempts: 'first' | 'all'
}

export const WAYS: readonly Way[] = [
  { title: 'fails, not carried out', fault: 'fails before', attempts: 'all' },
  { title: 'fails, carried out all the same', fault: 'fails after', attempts: 'all' },
  { title: 'loses its first answer', fault: 'answer lost', attempts: 'first' },
]

/** In another Region or on the way there, a call may also be left without any answer, until the SDK gives it up. */
export const WAYS_AFAR: readonly Way[] = [
  ...WAYS,
  { title: 'is not answered at first, not carried out', fault: 'silent before', attempts: 'first' },
  { title: 'is not answered at first, carried out all the same', fault: 'silent after', attempts: 'first' },
]

/**
 * The calls about something (those that hold this text) that some work makes when all goes well, in order.
 */
export async function callsOf(
  proxy: FaultProxy,
  about: string,
  work: () => Promise<unknown>,
): Promise<readonly CallName[]> {
  proxy.forgetCalls()
  await work()
  const counts = new Map<string, number>()
  return proxy.calls
    .filter((call) => isAbout(call, about))
    .map(({ service, action }) => {
      const name = `${service} ${action}`
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return `${name} #${count}`
    })
}

/** Makes the named call fail when it comes. */
export function strike(proxy: FaultProxy, at: CallName, { fault, attempts }: Way, about = ''): Striking {
  const [service = '', action = '', nth = ''] = at.split(/ #?/)
  return proxy.strike({ service, action, nth: Number(nth), fault, attempts, about })
}

/** Hands out things of which each serves one at a time; who finds none free waits. */
export function lanes<T>(all: readonly T[]): <R>(use: (lane: T) => Promise<R>) => Promise<R> {
  const free = [...all]
  const waiting: ((lane: T) => void)[] = []
  return async (use) => {
    const lane = free.pop() ?? (await new Promise<T>((resolve) => waiting.push(resolve)))
    try {
      return await use(lane)
    } finally {
      const next = waiting.shift()
      if (next) next(lane)
      else free.push(lane)
    }
  }
}
