import { isRecord } from '../../../shared/core/definition/fields/fields.ts'
import { type SecretUse, type WrittenRow, secretUses } from '../../../shared/core/definition/secret-uses.ts'
import type { LoginSecret } from '../../../shared/core/definition/monitor.ts'
import { STORED_SECRET_FORM } from '../../../shared/core/definition/stored-secret.ts'
import { STACK_FILE, readDefinitions } from '../../definitions/read-definitions.ts'
import { stackOfSettings } from '../../arguments/target-flags.ts'
import type { Target } from '../../arguments/target.ts'
import { NoStack } from '../../opened/cannot-do.ts'
import { isLocalMode } from '../../opened/local-folder.ts'
import { withOpened } from '../../opened/with-opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { settingsRows } from './settings-rows.ts'
import type { SecretToSet } from './secret-to-set.ts'

/** Who will read the secret: probes that know no hosts, or those that do and the monitors that name it. */
export type SecretReaders =
  | { kind: 'bare'; place: string }
  /** Of passwords, and of grants. `missing`: the stack that there is not yet, as `stack Roundtrip in eu-west-1`. */
  | { kind: 'bound'; uses: Readonly<Record<LoginSecret['kind'], readonly SecretUse[]>>; missing?: string }

/**
 * Asks the local mode, or the deployed stack. Where there is none, no probe is there that could misread a secret with hosts, and
 * the checkout that this command is of deploys one that reads it, with the monitors of its own file. Throws
 * what AWS answers.
 */
export async function secretReaders(
  { target, store, name, hosts }: SecretToSet,
  surroundings: Pick<Surroundings, 'open' | 'needs' | 'env' | 'settings'>,
  stackFile = STACK_FILE,
): Promise<SecretReaders> {
  if (target.kind === 'local') {
    const rows = await localRows(target, surroundings, stackFile)
    return { kind: 'bound', uses: usesOf([`ssm:${name}`, `secretsmanager:${name}`], rows) }
  }
  const { stackName } = target
  const usesIn = (rows: readonly WrittenRow[]) => usesOf([`${store}:${name}`], rows)
  try {
    return await withOpened(target, 'there', surroundings, async (opened) => {
      const { monitors, secretForm = 0, place } = opened
      if (secretForm < STORED_SECRET_FORM) return { kind: 'bare', place }
      // Hosts that were named are only compared with these, so that it can be done without.
      const rows = await (hosts ? monitors.list().catch(() => []) : monitors.list())
      return { kind: 'bound', uses: usesIn(rows) }
    })
  } catch (error) {
    if (!(error instanceof NoStack)) throw error
    const rows = stackName === (await stackOfSettings(surroundings)) ? await rowsOf(stackFile) : []
    return { kind: 'bound', uses: usesIn(rows), missing: error.place }
  }
}

function usesOf(references: readonly string[], rows: readonly WrittenRow[]) {
  return { password: secretUses(references, rows), grant: secretUses(references, rows, 'grant') }
}

/** Of a local mode that never ran, as it will write them; and who sends its alerts. */
async function localRows(
  target: Target & { kind: 'local' },
  surroundings: Pick<Surroundings, 'open' | 'settings'>,
  stackFile: string,
): Promise<readonly WrittenRow[]> {
  const rows = (await isLocalMode(target.folder))
    ? await withOpened(target, 'there', surroundings, ({ monitors }) => monitors.list())
    : await rowsOf(stackFile)
  return [...rows, ...settingsRows(await surroundings.settings())]
}

/** As a deploy would write them; none where the file cannot be read, which the deploy will say. */
async function rowsOf(stackFile: string): Promise<readonly WrittenRow[]> {
  const read = await readDefinitions(stackFile)
  const written = read.ok ? read.definitions.written : []
  const list: readonly unknown[] = Array.isArray(written) ? written : [written]
  return list.flatMap((definition) =>
    isRecord(definition) ? [{ monitorId: String(definition.monitorId), definition }] : [],
  )
}
