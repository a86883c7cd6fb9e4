import { GRANT_LEASE } from '../../core/grant/grant-schedule.ts'
import type { GrantState } from '../../core/grant/grant-state.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { alarm, sleep } from '../concurrency/timing.ts'
import type { Clock } from '../ports/clock.ts'
import type { GrantStateStore } from '../ports/token-renewal.ts'

/** Kept back, so that what is stored under a lease is stored before it lapses. */
const TIME_TO_STORE: Millis = 8 * SECOND
/** A store that stumbles must not lose the only refresh token that still counts. */
const MOST_TRIES = 3
const GAP: Millis = 1 * SECOND

/** The right to ask the endpoint of a grant, while nobody else has written its state. */
export interface GrantLease {
  /** As it stands in the store. */
  readonly state: GrantState
  /** Extends it unless there is time enough for what takes so long, and to store what it brings; false: it was lost. */
  holds(forMs: Millis): Promise<boolean>
  /**
   * Stores something while nobody else can have the lease: the signal fires when it lapses, and what has not been
   * written by then must not be. Three tries; throws what the last one threw. False: it was lost.
   */
  store(put: (signal: AbortSignal) => Promise<void>): Promise<boolean>
  /** Writes the state with this change, and ends. Whoever took the lease over meanwhile stays. */
  end(change: GrantChange): Promise<void>
}

/** What of a state becomes otherwise; `undefined` removes. */
export type GrantChange = {
  [Field in keyof Omit<GrantState, 'grant' | 'version'>]?: GrantState[Field] | undefined
}

export interface LeasePorts {
  clock: Clock
  states: GrantStateStore
}

/** Undefined: somebody else was first. */
export async function takeLease(before: GrantState, ports: LeasePorts): Promise<GrantLease | undefined> {
  const { clock, states } = ports
  let state = before
  let untilMs: Millis = 0

  async function extend(): Promise<boolean> {
    // Counted from before the write: its answer may take a while.
    const lapsesMs = clock.monotonicMs() + GRANT_LEASE
    const next = { ...state, version: state.version + 1, leaseUntil: clock.now() + GRANT_LEASE }
    if (!(await states.putGrant(next))) return false
    state = next
    untilMs = lapsesMs
    return true
  }

  /** By both clocks: that of a process which was frozen may have stood still meanwhile, and the other may be set back. */
  function holds(forMs: Millis): Promise<boolean> {
    const needed = forMs + TIME_TO_STORE
    const hasTime =
      clock.monotonicMs() + needed < untilMs && clock.now() + needed < (state.leaseUntil ?? -Infinity)
    return hasTime ? Promise.resolve(true) : extend()
  }

  async function store(put: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    for (let tries = 1; await holds(0); tries += 1) {
      const lapsed = alarm(clock, untilMs - clock.monotonicMs(), new Error('the lease has lapsed'))
      try {
        await put(lapsed.signal)
        return true
      } catch (error) {
        if (tries === MOST_TRIES) throw error
      } finally {
        lapsed.disarm()
      }
      await sleep(clock, GAP, new AbortController().signal)
    }
    return false
  }

  if (!(await extend())) return undefined
  return {
    get state() {
      return state
    },
    holds,
    store,
    async end(change) {
      await states.putGrant({
        ...changed(state, { ...change, leaseUntil: undefined }),
        version: state.version + 1,
      })
    },
  }
}

/** The state with a change; what becomes undefined goes. */
export function changed(state: GrantState, change: GrantChange): GrantState {
  const fields = Object.entries({ ...state, ...change }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(fields) as unknown as GrantState
}
