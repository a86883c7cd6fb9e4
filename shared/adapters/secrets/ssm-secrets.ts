import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm'

import type { SecretReader, SecretReading } from '../../app/ports/secrets.ts'
import type { LoginSecret, SecretReference } from '../../core/definition/monitor.ts'
import {
  grantParameterName,
  grantSetCommand,
  secretParameterName,
  secretSetCommand,
} from '../../core/aws/secret-names.ts'
import { awsRefusal } from '../aws/aws-refusal.ts'
import { storedReading } from './stored-reading.ts'

/** Most names that one GetParameters takes (SSM API). */
const NAMES_A_CALL = 10

interface Wanted {
  reference: SecretReference
  parameter: string
}

export interface SsmOptions {
  client: SSMClient
  stackName: string
  /** Passwords and grants have names of their own there; default: passwords. */
  kind?: LoginSecret['kind'] | undefined
}

/**
 * Reads one stack's secrets from SSM Parameter Store, decrypted, ten to a call; takes every reference for one
 * of `ssm:`. Throws with the parameters' names when the store cannot be asked.
 */
export function ssmSecrets({ client, stackName, kind = 'password' }: SsmOptions): SecretReader {
  const [nameOf, setCommand] =
    kind === 'grant' ? [grantParameterName, grantSetCommand] : [secretParameterName, secretSetCommand]

  async function readSome(wanted: readonly Wanted[], signal: AbortSignal): Promise<SecretReading[]> {
    const names = wanted.map(({ parameter }) => parameter)
    try {
      const command = new GetParametersCommand({ Names: names, WithDecryption: true })
      const { Parameters = [] } = await client.send(command, { abortSignal: signal })
      const values = new Map(Parameters.map(({ Name, Value }) => [Name, Value]))
      return wanted.map((one) => readingOf(one, values.get(one.parameter)))
    } catch (cause) {
      const refusal = awsRefusal(cause)
      if (refusal === undefined) {
        throw new Error(`cannot read ${names.join(', ')}: ${String(cause)}`, { cause })
      }
      if (wanted.length === 1) return wanted.map((one) => forbidden(one, refusal))
      // The whole call is refused for one of its names, and AWS need not say which.
      return (await Promise.all(wanted.map((one) => readSome([one], signal)))).flat()
    }
  }

  return {
    async read(references, signal) {
      const wanted = references.map((reference) => ({
        reference,
        parameter: nameOf(stackName, reference.name),
      }))
      const calls: Promise<SecretReading[]>[] = []
      for (let i = 0; i < wanted.length; i += NAMES_A_CALL) {
        calls.push(readSome(wanted.slice(i, i + NAMES_A_CALL), signal))
      }
      return (await Promise.all(calls)).flat()
    },
    howToSet: (reference, hosts) => setCommand(stackName, reference, hosts),
  }
}

function readingOf({ reference, parameter }: Wanted, value: string | undefined): SecretReading {
  const named = { reference, fullName: fullNameOf(parameter) }
  return value === undefined
    ? { ...named, kind: 'missing', problem: 'is not set' }
    : storedReading(named, value)
}

function forbidden({ reference, parameter }: Wanted, refusal: string): SecretReading {
  const problem = `may not be read: ${refusal}`
  return { reference, fullName: fullNameOf(parameter), kind: 'forbidden', problem }
}

function fullNameOf(parameter: string): string {
  return `SSM parameter ${parameter}`
}
