import type { RenewalPorts } from '../../../shared/app/tokens/renew-token.ts'

export const RENEWAL_FAULTS = ['dies before', 'dies after', 'answer lost'] as const
export type RenewalFault = (typeof RENEWAL_FAULTS)[number]

/** A call by its place in the renewal, as `kept.putAccess #1`. */
export interface RenewalPlan {
  at: string
  fault: RenewalFault
}

/**
 * The ports of a renewal as one process sees them, which dies at the planned call: none of its calls ever returns
 * from then on.
 */
export function renewalProcess(ports: RenewalPorts, plan?: RenewalPlan) {
  const calls: string[] = []
  const counts = new Map<string, number>()
  const { promise: death, resolve: die } = Promise.withResolvers<'died'>()
  let isDead = false

  function end(): Promise<never> {
    isDead = true
    die('died')
    return new Promise(() => undefined)
  }

  async function through(name: string, invoke: () => unknown): Promise<unknown> {
    if (isDead) return end()
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const call = `${name} #${String(counts.get(name))}`
    calls.push(call)
    const fault = plan?.at === call ? plan.fault : undefined
    if (fault === 'dies before') return end()
    const answer = await invoke()
    if (fault === 'dies after') return end()
    if (fault === 'answer lost') throw new Error(`no answer to ${call}`)
    return answer
  }

  const wrap = <T extends object>(name: string, port: T): T =>
    new Proxy(port, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value !== 'function' || typeof key !== 'string') return value
        return (...args: unknown[]) => through(`${name}.${key}`, () => Reflect.apply(value, target, args))
      },
    })

  const whileAlive = (act: () => void) => () => {
    if (!isDead) act()
  }

  const { clock } = ports
  return {
    calls,
    death,
    ports: {
      ...ports,
      clock: { ...clock, now: () => clock.now(), after: (ms, act) => clock.after(ms, whileAlive(act)) },
      grants: wrap('grants', ports.grants),
      kept: wrap('kept', ports.kept),
      states: wrap('states', { findGrant: ports.states.findGrant, putGrant: ports.states.putGrant }),
      endpoint: wrap('endpoint', ports.endpoint),
    } satisfies RenewalPorts,
  }
}
