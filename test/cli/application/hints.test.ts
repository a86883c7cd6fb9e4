import { expect, test } from 'vitest'

import { HINTS } from '../../../cli/application/hints.ts'
import { routeOf } from '../../../cli/application/route.ts'
import { root } from '../../../cli/application/routes.ts'
import { mistakesIn, says } from '../says.ts'

test.each([
  ['list', 'there is no command "list"; did you mean monitors list, or status?'],
  ['run demo', 'there is no command "run"; test makes a run, runs lists them, show shows one'],
  ['try demo', 'there is no command "try"; did you mean test, or check?'],
  ['add', 'there is no command "add"; did you mean monitors add or maintenance add?'],
  ['rm demo', 'there is no command "rm"; did you mean monitors remove or maintenance remove?'],
  ['remove', 'there is no command "remove"; did you mean monitors remove or maintenance remove?'],
  ['delete demo', 'there is no command "delete"; did you mean monitors remove?'],
  ['pause demo', 'there is no command "pause"; did you mean monitors pause?'],
  ['resume', 'there is no command "resume"; did you mean monitors resume?'],
  ['edit', 'there is no command "edit"; did you mean monitors edit?'],
  ['import monitors.yaml', 'there is no command "import"; did you mean monitors import?'],
  ['enable demo', 'there is no command "enable"; did you mean monitors resume?'],
  ['disable demo', 'there is no command "disable"; did you mean monitors pause?'],
  ['down', 'there is no command "down"; did you mean status, or incidents --open?'],
  ['failed', 'there is no command "failed"; did you mean runs MONITOR --failed?'],
  ['watch', 'there is no command "watch"; did you mean status --watch?'],
  ['mute shop', 'there is no command "mute"; did you mean maintenance add?'],
  ['report', 'there is no command "report"; did you mean availability?'],
  ['set PASSWORD', 'there is no command "set"; did you mean secrets set?'],
  ['stauts', 'there is no command "stauts"; did you mean status?'],
  ['monitors delete demo', 'there is no command "delete"; did you mean monitors remove?'],
  ['monitors enable demo', 'there is no command "enable"; did you mean monitors resume?'],
  ['monitors disable demo', 'there is no command "disable"; did you mean monitors pause?'],
  ['alerts --local', 'a command is missing before --local: list or test'],
  ['maintenance --json', 'a command is missing before --json: list, add or remove'],
  ['--local', 'options come after the command'],
  ['qqqq', 'there is no command "qqqq"'],
])('%s is told what is meant', async (line, words) => {
  expect(await mistakesIn(says(line.split(' ')))).toBe(words)
})

test('a hint stands where no command does, and names commands that there are', () => {
  for (const [word, hint] of Object.entries(HINTS)) {
    expect({ word, path: routeOf(root, word.split(' ')).path.join(' ') }).not.toEqual({ word, path: word })
    const named = /^did you mean ([^?]*)\?$/.exec(hint)?.[1]?.split(', or ') ?? []
    for (const one of named) {
      const words = one.split(' ').filter((part) => /^[a-z]/.test(part))
      expect({ one, path: routeOf(root, words).path }).toEqual({ one, path: words })
    }
  }
})
