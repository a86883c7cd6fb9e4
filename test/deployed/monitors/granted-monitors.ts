import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { GetParametersCommand, DeleteParametersCommand, SSMClient } from '@aws-sdk/client-ssm'

import { secretsManagerSecretWriter } from '../../../shared/adapters/secrets/secrets-manager-secret-writer.ts'
import { ssmSecretWriter } from '../../../shared/adapters/secrets/ssm-secret-writer.ts'
import { grantKey } from '../../../shared/adapters/dynamodb/items/keys.ts'
import { ssmTokens } from '../../../shared/adapters/secrets/ssm-tokens.ts'
import { parseAccessToken, parseRotatedToken } from '../../../shared/adapters/secrets/stored-token.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import {
  grantParameterName,
  managedGrantName,
  tokenParameterName,
} from '../../../shared/core/aws/secret-names.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import { PASSWORD } from '../account/demo-mail.ts'
import { mail } from '../account/shared-stack.ts'
import type { DeployedStack } from '../account/stack.ts'
import { type TokenDoor, tokenDoor } from '../account/token-door.ts'
import { type TokenIssuer, tokenIssuer } from '../account/token-issuer.ts'

type GrantStore = SecretReference['store'] & ('ssm' | 'secretsmanager')

/** Mailboxes that are logged into with grants alone, and who issues tokens for them. */
export interface Granted {
  issuer: TokenIssuer
  door: TokenDoor
  /** Stores a grant of this name, for the door's host: a user's login, whose refresh token rotates. */
  setGrant(name: string, store?: GrantStore): Promise<void>
  /** The changes of a definition that has its mailbox logged into with this grant. */
  loggingInWith(monitorId: string, name: string, store?: GrantStore): { mailbox: object }
  keptAccess(name: string, store?: GrantStore): Promise<ReturnType<typeof parseAccessToken>>
  keptRotated(name: string): Promise<ReturnType<typeof parseRotatedToken>>
  /** As if no token had ever been fetched with it. */
  forgetTokens(name: string): Promise<void>
  /** Moves these instants of what is known of the grant back. */
  letTimePass(name: string, instants: readonly string[], ms: Millis): Promise<void>
  /** As if its token had been fetched so much earlier. */
  letTokenAge(name: string, ms: Millis): Promise<void>
  close(): Promise<void>
}

const grantOf = (name: string, store: GrantStore = 'ssm') => ({ store, name })

export async function grantedMonitors(stack: DeployedStack): Promise<Granted> {
  const ssm = new SSMClient({})
  const issuer = await tokenIssuer()
  const door = await tokenDoor({
    pop3Port: mail.pop3Port,
    password: PASSWORD,
    isGood: (_userid, token) => issuer.knows(token.split('-')[1] ?? '', token),
  })

  async function kept(which: 'access' | 'refresh', name: string, store?: GrantStore): Promise<string> {
    const Names = [tokenParameterName(stack.name, which, grantOf(name, store))]
    const { Parameters } = await ssm.send(new GetParametersCommand({ Names, WithDecryption: true }))
    return Parameters?.[0]?.Value ?? ''
  }

  return {
    issuer,
    door,
    async setGrant(name, store) {
      const value = JSON.stringify({
        grant: 'refresh-token',
        provider: 'other',
        clientId: 'roundtrip',
        clientSecret: `client-secret-${name}`,
        refreshToken: `refresh-${name}-0`,
        tokenEndpoint: issuer.endpointOf(name),
        scope: 'mail',
      })
      const text = storedSecretText({ hosts: ['127.0.0.1'], value })
      await (store === 'secretsmanager'
        ? secretsManagerSecretWriter(new SecretsManagerClient({})).write(
            managedGrantName(stack.name, name),
            text,
          )
        : ssmSecretWriter(ssm).write(grantParameterName(stack.name, name), text))
    },
    loggingInWith: (monitorId, name, store = 'ssm') => ({
      mailbox: {
        server: `pop3://127.0.0.1:${door.port}`,
        userid: monitorId,
        grant: `${store}:${name}`,
        tls: 'none',
      },
    }),
    keptAccess: async (name, store) => parseAccessToken(await kept('access', name, store)),
    keptRotated: async (name) => parseRotatedToken(await kept('refresh', name)),
    async forgetTokens(name) {
      const Names = (['access', 'refresh'] as const).map((which) =>
        tokenParameterName(stack.name, which, grantOf(name)),
      )
      await ssm.send(new DeleteParametersCommand({ Names }))
      await stack.results.delete(grantKey(`ssm:${name}`))
    },
    async letTimePass(name, instants, ms) {
      const key = grantKey(`ssm:${name}`)
      const item = await stack.results.get(key)
      if (!item) throw new Error(`nothing is known of the grant ${name}`)
      const moved = Object.entries(item).map(([field, value]) => [
        field,
        instants.includes(field) && typeof value === 'number' ? value - ms : value,
      ])
      await stack.results.put(key, Object.fromEntries(moved) as typeof item)
    },
    async letTokenAge(name, ms) {
      const access = parseAccessToken(await kept('access', name))
      if (!access) throw new Error(`no token is kept of the grant ${name}`)
      const { token, hosts, issuedAt, expiresAt } = access
      const aged = { token, issuedAt: issuedAt - ms, expiresAt: expiresAt - ms }
      await ssmTokens({ client: ssm, stackName: stack.name }).putAccess(grantOf(name), aged, hosts)
    },
    async close() {
      await Promise.all([issuer.close(), door.close()])
    },
  }
}
