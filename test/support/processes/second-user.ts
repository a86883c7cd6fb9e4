import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Nobody's uid on most systems; any other than root's would do. */
export const SECOND_UID = 65_534

/** Whether a process here can become another user. */
export const CAN_BE_ANOTHER = process.getuid?.() === 0

/** What a test that cannot says of itself. */
export const NEEDS_ROOT = CAN_BE_ANOTHER ? '' : ' (not run: it needs root, to become a second user)'

/**
 * Runs the body of an async function as another user of this machine, in a process of its own; `given` is its
 * argument, what it answers comes back, both as JSON. Becomes the user after its start: the folders of the
 * project may be closed to it.
 */
export async function asSecondUser<Answer>(body: string, given: unknown = {}): Promise<Answer> {
  const program = `
    process.setgroups([])
    process.setgid(${String(SECOND_UID)})
    process.setuid(${String(SECOND_UID)})
    const work = async (given) => {${body}}
    console.log(JSON.stringify((await work(JSON.parse(process.argv[1]))) ?? null))`
  const args = ['--input-type=module', '-e', program, JSON.stringify(given)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: '/' })
  return JSON.parse(stdout) as Answer
}
