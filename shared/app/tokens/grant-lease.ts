import { GRANT_LEASE } from '../../core/grant/grant-schedule.ts'
import type { GrantState } from '../../core/grant/grant-state.ts'
import type { Millis } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { GrantStateStore } from '../ports/token-renewal.ts'

/** Kept back, so that what is stored under a lease is stored before it lapses. */
const TIME_TO_STORE: Millis = 8_000

/** The right to ask the endpoint of a grant, while nobody else has written its state. */
export interface GrantLease {
  /** As it stands in the store. */
  readonly state: GrantState
  /** Writes the state as it is by now, and goes on; false: it was lost to somebody. */
  extend(): Promise<boolean>
  /** Extends it unless there is time enough to store something; false: it was lost. */
  holds(): Promise<boolean>
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

  if (!(await extend())) return undefined
  return {
    get state() {
      return state
    },
    extend,
    holds: async () => clock.monotonicMs() + TIME_TO_STORE < untilMs || extend(),
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
