import { chmod, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

import { expect, onTestFinished, test, vi } from 'vitest'

import { runBrowser } from '../../../cli/terminal/run-browser.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { folder } from '../../support/temporary-files.ts'

const SCREEN = { DISPLAY: ':0' }

/** An `xdg-open` that does this, before all others. */
async function opener(script: string): Promise<string> {
  const bin = await folder()
  const program = join(bin, process.platform === 'darwin' ? 'open' : 'xdg-open')
  await writeFile(program, `#!/bin/sh\n${script}\n`)
  await chmod(program, 0o755)
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH ?? ''}`)
  onTestFinished(() => void vi.unstubAllEnvs())
  return bin
}

test('the browser is given the file, and nothing else', async () => {
  const bin = await opener('echo "$@" > "$(dirname "$0")/given"')
  expect(await runBrowser('/home/me/open.html', SCREEN, fakeClock(0))).toBe(true)
  expect(await readFile(join(bin, 'given'), 'utf8')).toBe('/home/me/open.html\n')
})

test('one that fails is told', async () => {
  await opener('exit 3')
  expect(await runBrowser('open.html', SCREEN, fakeClock(0))).toBe(false)
})

test('none that is installed is told', async () => {
  vi.stubEnv('PATH', await folder())
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(await runBrowser('open.html', SCREEN, fakeClock(0))).toBe(false)
})

test('one that goes on as long as it is looked at is not waited for', async () => {
  // It ends when the folder is taken away, with the test.
  await opener('while [ -e "$0" ]; do sleep 0.1; done')
  const clock = fakeClock(0)
  const shown = runBrowser('open.html', SCREEN, clock)
  await clock.advance(3000)
  expect(await shown).toBe(true)
})

test.skipIf(process.platform === 'darwin')('without a screen none is started', async () => {
  await opener('exit 0')
  expect(await runBrowser('open.html', {}, fakeClock(0))).toBe(false)
})
