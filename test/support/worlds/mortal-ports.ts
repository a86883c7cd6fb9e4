import fc from 'fast-check'

import type { NotifyPorts } from '../../../shared/app/alerts/notify.ts'

/**
 * What happens at a call: the process dies before it is made, or after; it is not made, or made and its
 * answer lost, and the process lives.
 */
const FAULTS = ['dies before', 'dies after', 'fails', 'answer lost'] as const

type Fault = (typeof FAULTS)[number]

/** Faults that strike one after another, over all processes. */
export interface FaultPlan {
  /** What happens at the next call. */
  next(): Fault | undefined
  /** How many have struck. */
  met(): number
}

/** A fault, and how many calls go well before it. */
export interface PlannedFault {
  after: number
  fault: Fault
}

export const arbitraryFaults: fc.Arbitrary<PlannedFault[]> = fc.array(
  fc.record({ after: fc.nat({ max: 40 }), fault: fc.constantFrom(...FAULTS) }),
  { maxLength: 8 },
)

export function faultPlan(faults: readonly PlannedFault[]): FaultPlan {
  const left = [...faults]
  let calls = 0
  return {
    next() {
      const first = left[0]
      if (first === undefined || calls++ < first.after) return undefined
      calls = 0
      left.shift()
      return first.fault
    },
    met: () => faults.length - left.length,
  }
}

/**
 * Ports as one process sees them that dies at the first fault that kills: no further call of it has any
 * effect.
 */
export function mortal<Ports extends Pick<NotifyPorts, 'runs' | 'monitors' | 'publisher'>>(
  ports: Ports,
  plan: FaultPlan,
): Ports {
  let isDead = false

  async function call(invoke: () => unknown): Promise<unknown> {
    if (isDead) throw new Error('dead')
    const fault = plan.next()
    isDead = fault === 'dies before'
    if (fault === 'dies before' || fault === 'fails') throw new Error(fault)
    const answer = await invoke()
    isDead = fault === 'dies after'
    if (fault !== undefined) throw new Error(fault)
    return answer
  }

  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => call(() => Reflect.apply(value, target, given))
      },
    })

  return {
    ...ports,
    runs: wrap(ports.runs),
    monitors: wrap(ports.monitors),
    publisher: wrap(ports.publisher),
  }
}
