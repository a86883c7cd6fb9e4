import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { RunWorld } from '../worlds/run-world.ts'

/**
 * What happens at one port call: it is never made; it is made and the process ends; it is made and its answer
 * is lost; or the whole process stands still before it, timers and all, until it is thawed.
 */
export type Fault = 'dies before' | 'dies after' | 'answer lost' | 'freezes before'

/** A port call by its place in the run, as `runs.claim #1`. */
export type CallName = string

export function withoutCount(call: CallName): string {
  return call.replace(/ #.*/, '')
}

/** The process has ended: no port call of it will ever be made again. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied'
}

/** The calls of one process, whatever it does. */
export interface CallsUnderTest {
  /** Port calls in the order in which they were begun. */
  readonly calls: readonly CallName[]
  /** Rejects when the process dies. */
  readonly death: Promise<never>
  /** A port as the process sees it. */
  wrap<T extends object>(name: string, port: T): T
  /** The clock as the process sees it: its timers end with it, and stand still with it. */
  clock(clock: Clock): Clock
}

export interface ProcessUnderTest extends Omit<CallsUnderTest, 'clock'> {
  ports: RunWorld['ports']
}

export interface CallPlan {
  at: CallName
  fault: Fault
  /** What the caller gets when the answer is lost. */
  lostAnswer?: (call: CallName) => Error
  /** Ends the frost. */
  thaw?: Promise<undefined>
}

/** Nothing outside changes by these. */
const UNCOUNTED = [
  'secrets.howToSet',
  ...['mailbox', 'junkFolder'].flatMap((name) =>
    ['close', 'session.news', 'session.close'].map((call) => `${name}.${call}`),
  ),
]

type OnCall = (call: CallName) => Promise<unknown> | undefined

/** The ports of a run as one process sees them. */
export function processUnderTest(
  ports: RunWorld['ports'],
  plan?: CallPlan,
  onCall?: OnCall,
): ProcessUnderTest {
  const { clock, wrap, ...process } = callsUnderTest(plan, onCall)
  return {
    ...process,
    wrap,
    ports: {
      ...ports,
      clock: clock(ports.clock),
      secrets: wrap('secrets', ports.secrets),
      mail: wrap('mail', ports.mail),
      runs: wrap('runs', ports.runs),
      monitors: wrap('monitors', ports.monitors),
      publisher: wrap('publisher', ports.publisher),
    },
  }
}

/**
 * Every call is counted by name; at the planned one the fault strikes. A dead process makes no further call and
 * its timers never fire: what it leaves behind is all there is.
 */
export function callsUnderTest(plan?: CallPlan, onCall?: OnCall): CallsUnderTest {
  const calls: CallName[] = []
  const counts = new Map<string, number>()
  const life = { over: false, frost: undefined as Promise<undefined> | undefined }
  let die: (error: ProcessDied) => void
  const death = new Promise<never>((_, reject) => (die = reject))
  death.catch(() => undefined)

  const isOver = () => life.over

  /** Nothing that a dead process had begun goes on: its calls never return. */
  function end(call: CallName): Promise<never> {
    life.over = true
    die(new ProcessDied(call))
    return new Promise(() => undefined)
  }

  async function through(name: string, invoke: () => unknown): Promise<unknown> {
    if (life.over) return new Promise(() => undefined)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const call = `${name} #${String(count)}`
    calls.push(call)
    await onCall?.(call)
    const fault = plan?.at === call ? plan.fault : undefined
    if (fault === 'dies before') return end(call)
    if (fault === 'freezes before') life.frost = plan?.thaw
    await life.frost
    const answer = await invoke()
    if (fault === 'dies after') return end(call)
    if (fault === 'answer lost') throw plan?.lostAnswer?.(call) ?? new Error(`no answer to ${call}`)
    return isOver() ? new Promise(() => undefined) : answer
  }

  const wrap = <T extends object>(name: string, port: T): T =>
    new Proxy(port, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value !== 'function' || typeof key !== 'string') return value
        // These make an adapter; nothing outside changes.
        if (['sender', 'mailbox', 'junkFolder'].includes(key)) {
          return (...args: unknown[]) => wrap(key, Reflect.apply(value, target, args) as object)
        }
        if (key === 'connect') {
          return async (...args: unknown[]) =>
            wrap(name, (await Reflect.apply(value, target, args)) as object)
        }
        if (UNCOUNTED.includes(`${name}.${key}`)) return value
        return async (...args: unknown[]) => {
          const answer = await through(`${name}.${key}`, () => Reflect.apply(value, target, args))
          return key === 'open' || key === 'logIn' ? wrap(`${name}.session`, answer as object) : answer
        }
      },
    })

  const clockOf = (clock: Clock): Clock => ({
    ...clock,
    now: () => clock.now(),
    monotonicMs: () => clock.monotonicMs(),
    after(ms, action) {
      const timer = { cancelled: false }
      const act = () => {
        if (!life.over && !timer.cancelled) action()
      }
      const cancel = clock.after(ms, () => {
        if (life.frost) void life.frost.then(act)
        else act()
      })
      return () => {
        timer.cancelled = true
        cancel()
      }
    },
  })

  return { calls, death, wrap, clock: clockOf }
}
