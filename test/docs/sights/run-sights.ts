import { tokenReader } from '../../../shared/app/tokens/read-token.ts'
import { grantFullName, grantSetCommand } from '../../../shared/core/aws/secret-names.ts'
import { HOUR } from '../../../shared/core/time/units.ts'
import { resultOf, runWorld } from '../../support/worlds/run-world.ts'

const STACK = 'Roundtrip'

/** What a whole run says before any server is spoken to, by the name that the guides give it. */
export async function runSight(name: string): Promise<string | undefined> {
  if (name !== 'host-forgotten' && name !== 'not-stored') return undefined
  const grant = { store: 'ssm', name: 'm365' } as const
  const login = { userid: 'probe@contoso.com', grant: 'ssm:m365' }
  const world = await runWorld({
    mailbox: { server: 'imaps://outlook.office365.com', ...login },
    smtp: { server: 'smtp://smtp.office365.com:587', ...login },
  })
  const { clock } = world
  const kept = { token: 'k7Qz-Vx_2', issuedAt: clock.now(), expiresAt: clock.now() + HOUR }
  world.ports.tokens = tokenReader({
    kept: {
      findAccess: () =>
        Promise.resolve(name === 'not-stored' ? undefined : { ...kept, hosts: ['outlook.office365.com'] }),
    },
    renewer: {
      renew: () =>
        Promise.resolve(
          name === 'not-stored'
            ? { kind: 'missing', fullName: grantFullName(STACK, grant), problem: 'is not set' }
            : { kind: 'kept', issuedAt: kept.issuedAt },
        ),
    },
    clock,
    nameOf: (grant) => grantFullName(STACK, grant),
    howToSet: (grant, hosts) => grantSetCommand(STACK, grant, hosts),
  })
  const { reason = '', detail = '' } = await resultOf(world)
  return `${reason}: ${detail}`
}
