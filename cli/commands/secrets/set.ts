import { heldHosts, withoutQuotes } from '../../../shared/app/monitors/stored-secrets.ts'
import { remarksOn } from '../../../shared/app/monitors/secret-hosts.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { grantSummary, hostsOfProvider } from '../../../shared/core/grant/grant-summary.ts'
import { type SecretText, readSecretText, secretsOfGrant } from '../../../shared/core/grant/secret-text.ts'
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

type RightText = Exclude<SecretText, { kind: 'mistaken' }>

/** What to tell the user. */
async function stored(secret: SecretToSet, surroundings: Setting): Promise<string> {
  const { fullNameOf, writer } = await placeOfSecret(secret, surroundings)
  const readers = secret.hosts === 'any' ? undefined : await readersOf(secret, surroundings)
  const value = await readValue(secret, surroundings)
  const hosts = readers && (await hostsFor(secret, value, readers, surroundings))
  const text = hosts ? storedSecretText({ hosts, value: value.text }) : value.text
  const hidden = [value.text, text, ...(value.kind === 'grant' ? secretsOfGrant(value.grant) : [])]
  const where = await withoutQuotes(hidden, () => writer.write(fullNameOf(value.kind), text))
  const what = value.kind === 'grant' ? `, an OAuth2 grant (${grantSummary(value.grant)})` : ''
  return `${secret.name} is set: ${where}, for ${hosts ? `${hosts.join(', ')} alone` : 'any host'}${what}`
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
): Promise<RightText> {
  const value = withoutLineEnd(await readSecret(`Value of ${name} (not shown): `))
  if (value === '') throw new UsageError(`no value given for ${name}: nothing was changed`)
  const read = readSecretText(value)
  if (read.kind !== 'mistaken') return read
  const { what, problems } = read
  throw new UsageError(
    ...problems.map(({ path, message }) =>
      what === 'password'
        ? `the value for ${name} ${message}: nothing was changed`
        : `the value for ${name} was taken for an OAuth2 grant (several lines, or JSON)${path === '' ? '' : `; its ${path}`}: ${message}; nothing was changed`,
    ),
  )
}

/** Those to store it with; undefined where it is stored alone. */
async function hostsFor(
  secret: SecretToSet,
  value: RightText,
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
            ...(value.kind === 'grant' && { ofProvider: hostsOfProvider(value.grant) }),
          },
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
