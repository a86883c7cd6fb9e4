import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm'

import type { SecretReader } from '../app/ports.ts'
import type { SecretReference } from '../core/monitor.ts'
import { DEFAULT_STACK_NAME, secretParameterName } from '../core/secret-names.ts'

/** Most names that one GetParameters takes (SSM API). */
const NAMES_A_CALL = 10

/**
 * Reads `ssm:` references of one stack from SSM Parameter Store, decrypted, ten to a call. A reference that nobody has set
 * yet, or that is no `ssm:` one, reads as `undefined`; a refusal or an outage throws with the parameters' names.
 */
export function ssmSecrets({ client, stackName }: { client: SSMClient; stackName: string }): SecretReader {
  async function readSome(names: readonly string[], signal: AbortSignal): Promise<[string, string][]> {
    try {
      const command = new GetParametersCommand({ Names: [...names], WithDecryption: true })
      const { Parameters = [] } = await client.send(command, { abortSignal: signal })
      return Parameters.flatMap(({ Name, Value }) =>
        Name !== undefined && Value !== undefined ? [[Name, Value] as [string, string]] : [],
      )
    } catch (cause) {
      throw new Error(`cannot read ${names.join(', ')}: ${messageOf(cause)}`, { cause })
    }
  }

  const parameterOf = ({ store, name }: SecretReference) =>
    store === 'ssm' ? secretParameterName(stackName, name) : undefined

  return {
    async read(references, signal) {
      const wanted = references.map(parameterOf)
      const names = [...new Set(wanted.filter((name) => name !== undefined))]
      const calls: Promise<[string, string][]>[] = []
      for (let i = 0; i < names.length; i += NAMES_A_CALL) {
        calls.push(readSome(names.slice(i, i + NAMES_A_CALL), signal))
      }
      const values = new Map((await Promise.all(calls)).flat())
      return wanted.map((name) => (name === undefined ? undefined : values.get(name)))
    },
    howToSet({ name }) {
      const stack = stackName === DEFAULT_STACK_NAME ? '' : ` --stack ${stackName}`
      return `npx roundtrip secret set ${name}${stack}`
    },
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
