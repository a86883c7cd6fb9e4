import { grantSetCommand, secretSetCommand } from '../../core/aws/secret-names.ts'
import type { LoginSecret } from '../../core/definition/monitor.ts'
import { firstOf } from '../../core/wording/words/first-of.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import { type NamedSecret, namedLoginSecrets } from '../monitors/named-secrets.ts'
import { type Check, type Finding, type Seen, type StackPorts, problem } from './check.ts'

/** Calls to the stores of secrets, which share their limits with the probes. */
const AT_ONCE = 8

type Named = NamedSecret & Pick<LoginSecret, 'kind'>

/** Secrets that monitors name and nobody has stored, and passwords that are stored without hosts. None is read. */
export const secrets: Check<StackPorts> = {
  name: 'secrets',
  of: 'the passwords and grants',
  async look(ports) {
    const { rows, definitionSource } = ports
    const named = namedLoginSecrets(await rows(), definitionSource)
    return [...(await missing(named, ports)), ...(await withoutHosts(named, ports))]
  },
}

async function missing(named: readonly Named[], { account, stack }: StackPorts): Promise<Seen[]> {
  const absent = new Set<Named>()
  const failures = await inParallel(named, AT_ONCE, async (one) => {
    if (!(await account.isStored({ kind: one.kind, ...one.reference }))) absent.add(one)
  })
  const found: Seen[] = named.filter((one) => absent.has(one)).map((one) => notStored(one, stack.name))
  const [first] = failures
  if (!first) return found
  const asked = failures.size === 1 ? `whether ${first[0].secret} is stored` : `${failures.size} secrets`
  return [...found, { asked, error: first[1] }]
}

function notStored({ kind, reference, secret, monitors, saidTo }: Named, stackName: string): Finding {
  const set = kind === 'grant' ? grantSetCommand : secretSetCommand
  return problem(
    `${kind === 'grant' ? 'Grant' : 'Password'} ${secret} is not stored.`,
    `The monitors that name it are not tested: ${firstOf(monitors)}.`,
    set(stackName, reference, saidTo),
  )
}

/** As the last run of each monitor found it. */
async function withoutHosts(
  named: readonly Named[],
  { runs, command }: Pick<StackPorts, 'runs' | 'command'>,
): Promise<Finding[]> {
  const ids = [...new Set(named.flatMap(({ monitors }) => monitors))].sort()
  const found = new Set<string>()
  const failures = await inParallel(ids, AT_ONCE, async (monitorId) => {
    const result = await runs.newestResult(monitorId)
    if (result?.warnings.includes('secret-for-any-host')) found.add(monitorId)
  })
  for (const error of failures.values()) throw error
  if (found.size === 0) return []
  return [
    problem(
      `Passwords of ${firstOf(ids.filter((id) => found.has(id)))} are stored without hosts.`,
      'Whoever may change a row can have them sent to a server of his own.',
      `${command('secrets list')} shows which; store each again with ${command('secrets set NAME')}`,
    ),
  ]
}
