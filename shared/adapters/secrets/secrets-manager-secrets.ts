import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

import type { SecretReader, SecretReading } from '../../app/ports/secrets.ts'
import type { LoginSecret, SecretReference } from '../../core/definition/monitor.ts'
import {
  grantSetCommand,
  managedGrantName,
  managedSecretName,
  secretSetCommand,
} from '../../core/aws/secret-names.ts'
import { awsRefusal } from '../aws/aws-refusal.ts'
import { storedReading } from './stored-reading.ts'

export interface SecretsManagerOptions {
  client: SecretsManagerClient
  stackName: string
  /** Passwords and grants have names of their own there; default: passwords. */
  kind?: LoginSecret['kind'] | undefined
}

/**
 * Reads one stack's secrets from AWS Secrets Manager; takes every reference for one of `secretsmanager:`. One
 * call for each secret, all at once: BatchGetSecretValue would save a call, but is allowed on all secrets of
 * the account or on none (Service Authorization Reference, AWS Secrets Manager). Throws with the secret's
 * name when the store cannot be asked.
 */
export function secretsManagerSecrets({
  client,
  stackName,
  kind = 'password',
}: SecretsManagerOptions): SecretReader {
  const [nameOf, setCommand] =
    kind === 'grant' ? [managedGrantName, grantSetCommand] : [managedSecretName, secretSetCommand]

  async function readOne(reference: SecretReference, signal: AbortSignal): Promise<SecretReading> {
    const id = nameOf(stackName, reference.name)
    const named = { reference, fullName: `Secrets Manager secret ${id}` }
    try {
      const command = new GetSecretValueCommand({ SecretId: id })
      const { SecretString: value } = await client.send(command, { abortSignal: signal })
      return value === undefined
        ? { ...named, kind: 'missing', problem: 'holds binary data and no text' }
        : storedReading(named, value)
    } catch (cause) {
      const problem = absence(cause)
      if (problem !== undefined) return { ...named, kind: 'missing', problem }
      const refusal = awsRefusal(cause)
      if (refusal !== undefined)
        return { ...named, kind: 'forbidden', problem: `may not be read: ${refusal}` }
      throw new Error(`cannot read ${id}: ${String(cause)}`, { cause })
    }
  }

  return {
    read: (references, signal) => Promise.all(references.map((reference) => readOne(reference, signal))),
    howToSet: (reference, hosts) => setCommand(stackName, reference, hosts),
  }
}

/** Why there is no value, where that is what AWS says. */
function absence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'ResourceNotFoundException') return 'is not set'
  const isMarked = error.name === 'InvalidRequestException' && /deletion/i.test(error.message)
  return isMarked ? 'is marked for deletion' : undefined
}
