import { type KnownSecret, knownSecrets } from '../../../shared/app/monitors/known-secrets.ts'
import type { SecretReading } from '../../../shared/app/ports/secrets.ts'
import type { LoginSecret } from '../../../shared/core/definition/monitor.ts'
import type { Target } from '../../arguments/target.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { withOpened } from '../../opened/with-opened.ts'
import { secretLister } from '../../opened/stored-secret.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { type Column, printColumns } from '../../terminal/columns.ts'
import { writeHeading, writeLine, writeRemark } from '../../terminal/words.ts'
import { settingsRows } from './settings-rows.ts'
import { unlistedRemark } from './unlisted-remark.ts'

interface ListedSecret extends Omit<KnownSecret, 'reference'> {
  stored: 'yes' | 'no' | 'unknown'
  /** Absent: it is stored without hosts, or nobody can tell. */
  hosts?: readonly string[]
}

/** `secrets list`: every secret that a row names or a store holds, sorted. */
export async function listSecrets(
  surroundings: Surroundings,
  flags: TargetFlags & { json: boolean },
): Promise<number> {
  const { out, err } = surroundings
  const target = await targetOf(flags, surroundings)
  return withOpened(target, 'there', surroundings, async ({ monitors, source, place }) => {
    const ofSettings = target.kind === 'local' ? settingsRows(await surroundings.settings()) : []
    const rows = [...(await monitors.list()), ...ofSettings]
    const { secrets: known, unlisted } = await knownSecrets(rows, source, secretLister(target, surroundings))
    const secrets = await Promise.all(known.map((one) => listed(one, target, surroundings)))
    if (flags.json)
      printJson(out, 'roundtrip.secrets/1', { items: secrets, ...(unlisted !== undefined && { unlisted }) })
    else {
      writeHeading(out, place)
      if (secrets.length > 0) printColumns(out, COLUMNS, secrets)
      else if (out.isTerminal) writeLine(out, 'No secret is stored, and no monitor names one.')
      if (unlisted !== undefined) writeRemark(err, unlistedRemark('Secrets', unlisted))
    }
    return 0
  })
}

async function listed(
  { reference, ...named }: KnownSecret,
  target: Target,
  surroundings: Surroundings,
): Promise<ListedSecret> {
  const reading = await readingOf({ kind: named.kind, ...reference }, target, surroundings)
  return {
    ...named,
    stored: reading?.kind === 'found' ? 'yes' : reading?.kind === 'missing' ? 'no' : 'unknown',
    ...(reading?.kind === 'found' && reading.hosts && { hosts: reading.hosts }),
  }
}

/** `undefined` where it could not be asked; a variable is known to the process of npm start alone. */
async function readingOf(
  { kind, store, name }: LoginSecret,
  target: Target,
  { localSecrets, storedSecrets }: Surroundings,
): Promise<SecretReading | undefined> {
  if (store === 'env') return undefined
  try {
    const reader =
      target.kind === 'local'
        ? (await localSecrets(target.folder)).reader
        : await storedSecrets(store, target.stackName, kind)
    const [reading] = await reader.read([{ store, name }], new AbortController().signal)
    return reading
  } catch {
    return undefined
  }
}

const COLUMNS: Column<ListedSecret>[] = [
  { name: 'SECRET', shown: ({ secret }) => secret },
  { name: 'KIND', shown: ({ kind }) => kind },
  { name: 'STORED', shown: ({ stored }) => stored },
  {
    name: 'FOR HOSTS',
    shown: ({ hosts, stored }) => hosts?.join(', ') ?? (stored === 'yes' ? 'any' : ''),
    piped: ({ hosts, stored }) => hosts?.join(',') ?? (stored === 'yes' ? 'any' : ''),
    spare: 3,
  },
  {
    name: 'SENT TO',
    shown: ({ saidTo }) => saidTo.join(', '),
    piped: ({ saidTo }) => saidTo.join(','),
    spare: 2,
  },
  {
    name: 'MONITORS',
    shown: ({ monitors }) => monitors.join(', '),
    piped: ({ monitors }) => monitors.join(','),
    isProse: true,
  },
]
