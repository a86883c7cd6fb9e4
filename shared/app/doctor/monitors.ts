import type { Mark } from '../../core/history/views/health.ts'
import { firstOf } from '../../core/wording/words/first-of.ts'
import { fleetNow } from '../history/views/overview.ts'
import type { MonitorNow } from '../history/views/monitor-now.ts'
import { type Check, type Finding, type StorePorts, remark, problem } from './check.ts'

/** Rows with mistakes, and monitors that make no tests. Whether mail fails is what alerts are for. */
export const monitors: Check<StorePorts> = {
  name: 'monitors',
  of: 'the monitors',
  async look(ports) {
    const { command, rows } = ports
    const list = async () => [...(await rows())]
    const { monitors } = await fleetNow({ ...ports, monitors: { list } })
    if (monitors.length === 0) {
      return [remark('There are no monitors.', 'Nothing is tested.', command('monitors add --help'))]
    }
    const due = monitors.filter(({ health }) => health !== 'paused' && health !== 'maintenance')
    const marked = (mark: Mark, among: readonly MonitorNow[] = due) =>
      among.filter(({ marks }) => marks.includes(mark))
    const waiting = due.filter(
      ({ lastRunAt, marks }) => lastRunAt === undefined && marks.every((mark) => mark === 'not-tested'),
    )
    return [
      ...marked('misconfigured', monitors).map((monitor) => mistaken(monitor, command)),
      ...marked('unreadable', monitors).map(({ monitorId }) =>
        problem(
          `What is stored of ${monitorId} cannot be read.`,
          'Its runs are stored, but not judged: no alert is sent.',
          `Look into the logs of the functions, and see docs/operations.md; ${command(`monitors show ${monitorId}`)}`,
        ),
      ),
      ...told(marked('silent'), (names, only) =>
        problem(
          `No results come of ${names}.`,
          'Nobody tests that mail while it lasts.',
          `${command(`test ${only ?? 'MONITOR'}`)} makes a run now; see "Alert: silent" in docs/operations.md.`,
        ),
      ),
      ...told(
        marked('not-tested').filter(({ lastRunAt }) => lastRunAt !== undefined),
        (names, only) =>
          problem(
            `The last runs of ${names} could not test anything${only ? reasonIn(due, only) : ''}.`,
            'Whether mail passes is not known.',
            `${command(`show ${only ?? 'MONITOR'}`)} says what to do.`,
          ),
      ),
      ...told(waiting, (names, only) =>
        remark(
          `No run of ${names} is recorded yet.`,
          'The first one starts within the interval of the monitor.',
          `${command(`test ${only ?? 'MONITOR'}`)} makes one now.`,
        ),
      ),
    ]
  },
}

/** One finding for all of them, with the id where it is one alone. */
function told(
  monitors: readonly MonitorNow[],
  finding: (names: string, only?: string) => Finding,
): Finding[] {
  const ids = monitors.map(({ monitorId }) => monitorId)
  if (ids.length === 0) return []
  return [ids.length === 1 ? finding(firstOf(ids), ids[0]) : finding(firstOf(ids))]
}

function mistaken({ monitorId, problems }: MonitorNow, command: StorePorts['command']): Finding {
  const [first] = problems
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  const what = first ? `${first.path === '' ? '' : `${first.path}: `}${first.message}${more}` : 'mistakes'
  return problem(
    `The row of ${monitorId} has a mistake: ${what}.`,
    'Its last definition without mistakes is in force, if there was one; else it is not tested.',
    command(`monitors show ${monitorId}`),
  )
}

function reasonIn(monitors: readonly MonitorNow[], id: string): string {
  const words = monitors.find(({ monitorId }) => monitorId === id)?.reasonWords
  return words === undefined ? '' : `: ${words}`
}
