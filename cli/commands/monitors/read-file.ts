import { locationsWithNames } from '../../../shared/app/monitors/locations-with-names.ts'
import type { WrittenDefinition } from '../../../shared/app/monitors/sync-monitors.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { counted } from '../../terminal/counted.ts'
import { mistakesIn } from '../../definitions/mistakes-in.ts'
import { fileName, placed } from '../../definitions/placed-problem.ts'
import { INPUT, type TextFormat, monitorsIn, readDefinitions } from '../../definitions/read-definitions.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

/**
 * The definitions of the file that a command names, after all of them were validated. Throws `CannotDo` with
 * every mistake and its line; then nothing is to be written.
 */
export async function readFileOf(
  file: string,
  format: TextFormat | undefined,
  opened: Pick<Opened, 'source' | 'builtInSender' | 'knownLocations' | 'runs'>,
  { readInput, err }: Pick<Surroundings, 'readInput' | 'err'>,
): Promise<readonly WrittenDefinition[]> {
  const name = file === INPUT ? 'stdin' : fileName(file)
  const read =
    file === INPUT
      ? monitorsIn(await readInput(), format ?? 'yaml')
      : await readDefinitions(file, ...(format === undefined ? [] : [format]))
  if (!read.ok) throw new CannotDo(`${placed(name, read.line)}: ${read.message}`)
  const { written, remarks } = read.definitions
  for (const remark of remarks) err.write(`${name}: ${remark}\n`)
  const list: readonly unknown[] = Array.isArray(written) ? written : [written]
  const { source, builtInSender } = opened
  const known = { builtInSender, ...(await locationsWithNames(opened)) }
  const mistakes = mistakesIn(read.definitions, source, name, known)
  if (mistakes.length === 0) return list as readonly WrittenDefinition[]
  const count = `${counted(list.length, 'monitor')}, ${counted(mistakes.length, 'mistake')}`
  throw new CannotDo(`${name}: ${count}: nothing was written`, { details: mistakes })
}
