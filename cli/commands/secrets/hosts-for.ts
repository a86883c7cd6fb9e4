import { heldHosts } from '../../../shared/app/monitors/stored-secrets.ts'
import { remarksOn } from '../../../shared/app/monitors/secret-hosts.ts'
import type { LoginSecret } from '../../../shared/core/definition/monitor.ts'
import { placeOf } from '../../arguments/target.ts'
import { awsProblem, isAwsProblem } from '../../opened/aws-problem.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { readStored } from '../../opened/stored-secret.ts'
import { storeProblem } from '../../opened/store-problem.ts'
import type { Surroundings } from '../../surroundings.ts'
import { chooseHosts } from './choose-hosts.ts'
import { type SecretReaders, secretReaders } from './secret-readers.ts'
import type { SecretToSet } from './secret-to-set.ts'

export type Setting = Pick<
  Surroundings,
  | 'out'
  | 'err'
  | 'settings'
  | 'env'
  | 'secretWriter'
  | 'storedSecrets'
  | 'localSecrets'
  | 'readSecret'
  | 'ask'
  | 'open'
  | 'needs'
>

/** What is to have hosts. */
export interface HostedValue extends Pick<LoginSecret, 'kind'> {
  /** Of a grant: the mail servers of its provider. */
  ofProvider?: readonly string[]
}

/** Throws `CannotDo` where the stack cannot be asked; `without`: what to do then. */
export async function readersOf(
  secret: SecretToSet,
  surroundings: Setting,
  without = '',
): Promise<SecretReaders> {
  try {
    return await secretReaders(secret, surroundings)
  } catch (error) {
    const refused = error instanceof Error && isAwsProblem(error.cause ?? error, ['answer'])
    const problem = problemOf(error, secret, surroundings)
    throw new CannotDo(`${problem}${refused ? without : ''}`, { cause: error })
  }
}

/** Those to store it with; undefined where it is stored alone. */
export async function hostsFor(
  secret: SecretToSet,
  value: HostedValue,
  readers: SecretReaders,
  surroundings: Setting,
): Promise<readonly string[] | undefined> {
  const { err } = surroundings
  if (readers.kind === 'bare' && value.kind === 'grant')
    throw new CannotDo(
      `${readers.place} knows no OAuth2 grants yet: deploy it (npx cdk deploy), then set ${secret.name} again`,
    )
  if (readers.kind === 'bare') {
    err.write(
      `${readers.place} was deployed before passwords had hosts, and gets the password without hosts: ` +
        `deploy it (npx cdk deploy), then set ${secret.name} again\n`,
    )
    return undefined
  }
  const { missing } = readers
  const uses = readers.uses[value.kind]
  if (missing !== undefined) err.write(`${missing} is not deployed yet\n`)
  const hosts =
    secret.hosts === undefined || secret.hosts === 'any'
      ? await chooseHosts(
          secret,
          {
            uses,
            held: await heldHosts(() => readStored(secret, value.kind, surroundings)),
            ...(value.ofProvider && { ofProvider: value.ofProvider }),
          },
          surroundings,
        )
      : secret.hosts
  for (const remark of remarksOn(hosts, uses)) err.write(`${remark}\n`)
  return hosts
}

export function problemOf(
  error: unknown,
  { target }: SecretToSet,
  { needs }: Pick<Surroundings, 'needs'>,
): string {
  if (error instanceof CannotDo) return error.message
  const { stackName } = { stackName: undefined, ...target }
  const known = storeProblem(error, placeOf(target), { stackName, needs })
  if (known !== undefined || target.kind === 'stack') return known ?? awsProblem(error)
  return error instanceof Error ? error.message : String(error)
}
