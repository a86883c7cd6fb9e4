import type { Warning } from '../../core/run/run.ts'
import type { Side } from '../../core/time/phases.ts'
import type { LoginWatch } from '../ports/login.ts'
import { ProbeError } from '../ports/probe-error.ts'
import type { TlsHistory } from '../ports/run-ports.ts'
import type { ProbeContext, ProbeInput } from './probe-context.ts'

interface Watching extends Pick<ProbeInput, 'monitor' | 'log'>, Pick<ProbeContext, 'farewells'> {
  /** Absent without a store: then only what this run has seen counts. */
  runs: TlsHistory | undefined
  warnings: Set<Warning>
}

/**
 * Watches over the logins of one side of a run. Once a login was made under TLS at a server, none is made in
 * the clear there, whatever the definition says: somebody between would only have to take the offer away.
 * Where that cannot be looked up, no login is made either, which is nobody's failure but ours. That it could
 * not be noted ends no run.
 */
export function loginWatch(
  side: Side,
  { monitor, log, runs, warnings, farewells }: Watching,
  server = monitor[side]?.server,
): LoginWatch {
  let isUnderTls = false
  let isKnownClear = false

  return {
    async before(cover) {
      const { host, port } = server ?? { host: '', port: 0 }
      const place = { monitorId: monitor.monitorId, side, server: `${host}:${port}` }
      if (cover === 'tls') {
        if (!isUnderTls && runs) farewells.push(runs.noteTlsSeen(place).catch(couldNotNote))
        isUnderTls = true
        return
      }
      isKnownClear ||= !isUnderTls && !(await runs?.wasTlsSeen(place))
      if (isUnderTls || !isKnownClear) {
        const text = 'no TLS, under which this monitor has logged in here before'
        throw new ProbeError({ side, phase: 'tls', kind: 'password-needs-tls', text })
      }
    },
    saysPassword: () => void warnings.add('password-in-clear'),
  }

  function couldNotNote(error: unknown): void {
    log.note(`that this server has TLS could not be noted down: ${String(error)}`)
  }
}
