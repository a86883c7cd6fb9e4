import { resolve } from 'node:path'

import { locationsIn } from '../../../shared/core/definition/locations-in-settings.ts'
import type { BuiltInSender } from '../../../shared/core/definition/sender-problems.ts'
import type { DefinitionSource } from '../../../shared/core/definition/monitor.ts'
import { alertTopics, emailsByTopic } from '../../../shared/core/definition/topic-names.ts'
import { describeWatchedDomain, watchedDomains } from '../../../shared/core/definition/watched-domains.ts'
import { counted } from '../../terminal/counted.ts'
import { judged, placedProblems } from '../../definitions/mistakes-in.ts'
import { fileName, placed } from '../../definitions/placed-problem.ts'
import { INPUT, STACK_FILE, monitorsIn, readDefinitions } from '../../definitions/read-definitions.ts'
import { localSenderOf } from '../../opened/logins/local-sender.ts'
import type { Surroundings } from '../../surroundings.ts'

type Saying = Pick<Surroundings, 'out' | 'err' | 'settings' | 'readInput'>

/** The file may be meant for another stack than that of this checkout. */
function whereNamesAreFrom(file: string): string {
  return `locations and topics are checked by cdk/settings.ts; to check by those of a deployed stack: npx roundtrip monitors import ${file} --dry-run --stack NAME`
}

/** Checks one file after the other, and says what is wrong in each. */
export async function validate(
  surroundings: Saying,
  _flags: object,
  ...files: readonly string[]
): Promise<number> {
  let mistakes = 0
  for (const file of files) mistakes += await mistakesOf(file, surroundings)
  return mistakes === 0 ? 0 : 2
}

/** Prints what is wrong with the file; how much that is. */
async function mistakesOf(file: string, { out, err, settings, readInput }: Saying): Promise<number> {
  const isInput = file === INPUT
  const read = isInput ? monitorsIn(await readInput(), 'yaml') : await readDefinitions(file)
  const shown = isInput ? 'stdin' : fileName(file)
  if (!read.ok) {
    err.write(`${placed(shown, read.line)}: ${read.message}\n`)
    return 1
  }
  const { written, remarks } = read.definitions
  for (const remark of remarks) err.write(`${shown}: ${remark}\n`)
  const ours = await settings()
  const { topics } = ours
  const source = !isInput && resolve(file) === STACK_FILE ? 'stack' : 'file'
  const sender = { builtInSender: await senderIn(settings, source) }
  const known = { ...sender, topics: alertTopics(topics), knownLocations: locationsIn(ours) }
  const answer = judged(read.definitions, source, known)
  const monitors = counted(Array.isArray(written) ? written.length : 1, 'monitor')
  if (answer.ok) {
    for (const watched of watchedDomains(answer.monitors, emailsByTopic(topics))) {
      err.write(`${shown}: warning: ${describeWatchedDomain(watched)}\n`)
    }
    out.write(`${shown}: ${monitors}, no mistakes\n`)
    return 0
  }
  const anywhere = judged(read.definitions, source, sender)
  const isByNames = anywhere.ok || anywhere.problems.length < answer.problems.length
  if (source === 'file' && isByNames) err.write(`${shown}: ${whereNamesAreFrom(isInput ? INPUT : shown)}\n`)
  const mistakes = placedProblems(answer.problems, read.definitions, shown)
  out.write([...mistakes, `${shown}: ${monitors}, ${counted(mistakes.length, 'mistake')}`, ''].join('\n'))
  return mistakes.length
}

/** Monitors of a file are those of one machine, unless the settings have the built-in sender of a stack. */
async function senderIn(settings: Saying['settings'], source: DefinitionSource): Promise<BuiltInSender> {
  if ((await settings()).builtInSender !== undefined) return true
  return source === 'file' ? ((await localSenderOf(settings)) ?? false) : false
}
