import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { describe, expect, test } from 'vitest'

import { ROOT } from '../../../support/project.ts'
import { dataFolder, fileOf } from '../../../support/temporary-files.ts'
import { definition, monitorsWorld } from '../monitors/monitors-world.ts'
import { mistakesIn, says } from '../../says.ts'
import { longTest } from '../../../support/thorough.ts'

/** What may stand in place of the last word. */
async function proposed(line: string, world = monitorsWorld()) {
  const { code, out, err } = await says(['__complete', ...line.split(' ')], { open: world.open })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out.split('\n').flatMap((row) => row.split('\t')[0] ?? [])
}

describe('what may stand at the cursor', () => {
  test.each([
    ['', ['check', 'monitors', 'alerts', '--help', '--version']],
    ['mon', ['monitors']],
    ['monitors ', ['list', 'show', 'add', 'remove']],
    ['monitors re', ['resume', 'remove']],
    ['monitor pause --', ['--until', '--for', '--stack', '--local', '--help']],
    ['monitors export --format ', ['yaml', 'json', 'csv']],
    ['completion ', ['bash', 'zsh', 'fish']],
  ])('%j', async (line, some) => {
    expect(await proposed(line)).toEqual(expect.arrayContaining(some))
  })

  test('no word that is only guessed, and nothing where nothing may stand', async () => {
    expect(await proposed('')).not.toContain('monitor')
    expect(await proposed('nosuch ')).toEqual([''])
  })

  test('ids of monitors, but none that a shell would read otherwise', async () => {
    const world = monitorsWorld()
    for (const id of ['shop', 'shop-2', 'blog', '$(reboot)']) await world.put(definition(id))
    expect(await proposed('monitors show sh', world)).toEqual(['shop', 'shop-2', ''])
    expect(await proposed('monitors pause blog ', world)).toEqual(expect.arrayContaining(['shop', 'blog']))
    expect((await proposed('alerts test ', world)).join()).not.toContain('reboot')
  })

  test('the ids of the target that the line names', async () => {
    const data = await dataFolder()
    const file = await fileOf('mine.json', JSON.stringify(definition('here')))
    await says(['monitors', 'import', file, '--local', data])
    const { out } = await says(['__complete', 'monitors', 'show', '--local', data, 'h'])
    expect(out).toBe('here\tthe id of one monitor\n')
  })

  test('no ids where the target cannot be asked', async () => {
    const open = () => Promise.reject(new Error('nobody is there'))
    expect(await says(['__complete', 'monitors', 'show', 's'], { open })).toEqual({
      code: 0,
      out: '',
      err: '',
    })
  })
})

longTest('bash completes by the script', async () => {
  const { out: script } = await says(['completion', 'bash'])
  const bash = [
    `roundtrip() { "${process.execPath}" cli/start.js "$@"; }`,
    script,
    'COMP_WORDS=(roundtrip monitors re); COMP_CWORD=2; _roundtrip; printf "%s\\n" "${COMPREPLY[@]}"',
    'COMP_WORDS=(roundtrip validate ""); COMP_CWORD=2; _roundtrip; printf "%s\\n" "${COMPREPLY[@]}"',
  ].join('\n')
  const { stdout } = await promisify(execFile)('bash', ['-c', bash], { cwd: ROOT })
  expect(stdout.split('\n')).toEqual(['resume', 'remove', '--', '--help', ''])
})

test.each(['zsh', 'fish'])('%s asks the same', async (shell) => {
  expect((await says(['completion', shell])).out).toContain('roundtrip __complete')
})

test('another shell is refused', async () => {
  expect(await mistakesIn(says(['completion', 'tcsh']))).toBe('SHELL: expected bash, zsh or fish')
})
