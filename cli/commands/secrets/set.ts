import { withoutQuotes } from '../../../shared/app/monitors/stored-secrets.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { grantSummary, hostsOfProvider } from '../../../shared/core/grant/grant-summary.ts'
import { isLikelySecretId } from '../../../shared/core/grant/secret-id.ts'
import { type SecretText, readSecretText, secretsOfGrant } from '../../../shared/core/grant/secret-text.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { placeOfSecret } from '../../opened/stored-secret.ts'
import type { Surroundings } from '../../surroundings.ts'
import { Interrupted } from '../../terminal/interrupted.ts'
import { type HostedValue, type Setting, hostsFor, problemOf, readersOf } from './hosts-for.ts'
import { renewalHint } from './renewal-hint.ts'
import { type SecretToSet, type SetFlags, secretToSet } from './secret-to-set.ts'

const WITHOUT_ASKING = '; --any-host stores it without asking the stack'

const SECRET_ID =
  'Its clientSecret has the form of a Secret ID: Microsoft wants the Value that stands beside it; if it was copied from the wrong column, store the grant again'

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
  const readers = secret.hosts === 'any' ? undefined : await readersOf(secret, surroundings, WITHOUT_ASKING)
  const value = await readValue(secret, surroundings)
  if (value.kind === 'grant' && !readers) throw new UsageError(hostsWanted(secret, value))
  const hosts = readers && (await hostsFor(secret, hostedValue(value), readers, surroundings))
  const text = hosts ? storedSecretText({ hosts, value: value.text }) : value.text
  const hidden = [value.text, text, ...(value.kind === 'grant' ? secretsOfGrant(value.grant) : [])]
  const where = await withoutQuotes(hidden, () => writer.write(fullNameOf(value.kind), text))
  const what = value.kind === 'grant' ? `, an OAuth2 grant (${grantSummary(value.grant)})` : ''
  const remark = value.kind === 'grant' && isLikelySecretId(value.grant) ? `\n${SECRET_ID}` : ''
  const hint = value.kind === 'grant' ? `${remark}\n${renewalHint(secret)}` : ''
  return `${secret.name} is set: ${where}, for ${hosts ? `${hosts.join(', ')} alone` : 'any host'}${what}${hint}`
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

/** A row of a stranger must not get its token. */
function hostsWanted({ name }: SecretToSet, { grant }: RightText & { kind: 'grant' }): string {
  const hosts = hostsOfProvider(grant)
  const named = hosts.length === 0 ? '--host HOST, each of its mail servers' : `--host ${hosts.join(',')}`
  return `--any-host is for passwords, and the value for ${name} is an OAuth2 grant: use ${named}; nothing was changed`
}

function hostedValue(value: RightText): HostedValue {
  return value.kind === 'grant'
    ? { kind: 'grant', ofProvider: hostsOfProvider(value.grant) }
    : { kind: value.kind }
}

/** `echo` and files end with a line end, passwords do not: one goes, no more. */
export function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}
