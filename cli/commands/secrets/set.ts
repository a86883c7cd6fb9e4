import { heldHosts, withoutQuotes } from '../../../shared/app/monitors/stored-secrets.ts'
import { remarksOn } from '../../../shared/app/monitors/secret-hosts.ts'
import { valueMistake } from '../../../shared/core/definition/secret-value.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { placeOf } from '../../arguments/target.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { awsProblem, isAwsProblem } from '../../opened/aws-problem.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { placeOfSecret, readStored } from '../../opened/stored-secret.ts'
import { storeProblem } from '../../opened/store-problem.ts'
import type { Surroundings } from '../../surroundings.ts'
import { Interrupted } from '../../terminal/interrupted.ts'
import { type SecretToSet, type SetFlags, secretToSet } from './secret-to-set.ts'
import { chooseHosts } from './choose-hosts.ts'
import { type SecretReaders, secretReaders } from './secret-readers.ts'

type Setting = Pick<
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

/**
 * Sets it and says where. The password is asked for before the hosts, as that is what people expect to type;
 * nothing that is thrown holds it, in any spelling.
 */
export async function set(surroundings: Setting, flags: SetFlags, name: string): Promise<number> {
  const secret = await secretToSet(name, flags, surroundings)
  try {
    surroundings.out.write(`${await stored(secret, surroundings)}\n`)
    return 0
  } catch (error) {
    if (error instanceof UsageError || error instanceof Interrupted) throw error
    throw new CannotDo(problemOf(error, secret, surroundings), { cause: error })
  }
}

/** What to tell the user. */
async function stored(secret: SecretToSet, surroundings: Setting): Promise<string> {
  const { fullName, writer } = await placeOfSecret(secret, surroundings)
  const readers = secret.hosts === 'any' ? undefined : await readersOf(secret, surroundings)
  const value = await readValue(secret, surroundings)
  const hosts = readers && (await hostsFor(secret, readers, surroundings))
  const text = hosts ? storedSecretText({ hosts, value }) : value
  const where = await withoutQuotes([value, text], () => writer.write(fullName, text))
  return `${secret.name} is set: ${where}, for ${hosts ? `${hosts.join(', ')} alone` : 'any host'}`
}

async function readersOf(secret: SecretToSet, surroundings: Setting): Promise<SecretReaders> {
  try {
    return await secretReaders(secret, surroundings)
  } catch (error) {
    const refused = error instanceof Error && isAwsProblem(error.cause ?? error, ['answer'])
    const without = refused ? '; --any-host stores it without asking the stack' : ''
    throw new CannotDo(`${problemOf(error, secret, surroundings)}${without}`, { cause: error })
  }
}

async function readValue(
  { name }: SecretToSet,
  { readSecret }: Pick<Surroundings, 'readSecret'>,
): Promise<string> {
  const value = withoutLineEnd(await readSecret(`Value of ${name} (not shown): `))
  if (value === '') throw new UsageError(`no value given for ${name}: nothing was changed`)
  const mistake = valueMistake(value)
  if (mistake !== undefined) throw new UsageError(`the value for ${name} ${mistake}: nothing was changed`)
  return value
}

/** Those to store it with; undefined where it is stored alone. */
async function hostsFor(
  secret: SecretToSet,
  readers: SecretReaders,
  surroundings: Setting,
): Promise<readonly string[] | undefined> {
  const { err } = surroundings
  if (readers.kind === 'bare') {
    err.write(
      `${readers.place} was deployed before passwords had hosts, and gets the password without hosts: ` +
        `deploy it (npx cdk deploy), then set ${secret.name} again\n`,
    )
    return undefined
  }
  const { uses, missing } = readers
  if (missing !== undefined) err.write(`${missing} is not deployed yet\n`)
  const hosts =
    secret.hosts === undefined || secret.hosts === 'any'
      ? await chooseHosts(
          secret,
          { uses, held: await heldHosts(() => readStored(secret, surroundings)) },
          surroundings,
        )
      : secret.hosts
  for (const remark of remarksOn(hosts, uses)) err.write(`${remark}\n`)
  return hosts
}

function problemOf(error: unknown, { target }: SecretToSet, { needs }: Pick<Surroundings, 'needs'>): string {
  if (error instanceof CannotDo) return error.message
  const { stackName } = { stackName: undefined, ...target }
  const known = storeProblem(error, placeOf(target), { stackName, needs })
  if (known !== undefined || target.kind === 'stack') return known ?? awsProblem(error)
  return error instanceof Error ? error.message : String(error)
}

/** `echo` and files end with a line end, passwords do not: one goes, no more. */
function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}
