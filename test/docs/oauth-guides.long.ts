import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { REASONS } from '../../shared/core/run/statuses.ts'
import { ROOT } from '../support/project.ts'
import { browserSight, pageWithoutMistakes } from './sights/browser-sights.ts'
import { commandSight } from './sights/command-sights.ts'
import { mailSight } from './sights/mail-sights.ts'
import { runSight } from './sights/run-sights.ts'
import { tokenSight } from './sights/token-sights.ts'

const GUIDES = ['docs/microsoft-365.md', 'docs/google.md'] as const
/** A sight is what a run says, a page what the browser shows; `said` is what a command answers. */
const QUOTED = /(?<=^<!-- (sight|page|said): (\S+) -->\n)[^]*?(?=^<!-- end -->$)/gm
/** What a line of a guide may take. */
const WIDTH = 110
/** Not a step. */
const WITHOUT_SIGHT = ['What to know']

test.each(GUIDES)(
  '%s shows what is seen when a step was forgotten; `vitest --update` writes it anew',
  async (page) => {
    const file = path.join(ROOT, page)
    const text = readFileSync(file, 'utf8')
    const names = [...text.matchAll(QUOTED)].map(([, kind = '', name = '']) => `${kind} ${name}`)
    expect(names).toEqual([...new Set(names)])
    let shown = text
    for (const [old, kind = '', name = ''] of text.matchAll(QUOTED)) {
      const seen = await MAKERS[kind]?.(name)
      if (seen === undefined) throw new Error(`nobody makes the ${kind} ${name}`)
      if (kind === 'sight') expect(REASONS).toContain(seen.split(':')[0])
      const before = `<!-- ${kind}: ${name} -->\n`
      shown = shown.replace(`${before}${old}`, () => `${before}${block(seen)}`)
    }
    await expect(shown).toMatchFileSnapshot(file)
  },
)

test.each(GUIDES)('in %s every step quotes what is seen when it was forgotten', (page) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8')
  const steps = text.split(/^##+ /m).slice(1)
  const without = steps
    .filter((step) => step.trim().includes('\n') && !/^<!-- (?:sight|page|said): /m.test(step))
    .map((step) => (step.split('\n')[0] ?? '').replace(/^\d+\. /, ''))
    .filter((title) => !WITHOUT_SIGHT.includes(title))
  expect(without).toEqual([])
})

test.each(['microsoft', 'google'] as const)(
  'an app at %s that is registered as its guide says shows the browser no mistake',
  async (provider) => {
    expect(await pageWithoutMistakes(provider)).toBeUndefined()
  },
)

const MAKERS: Readonly<Record<string, (name: string) => Promise<string | undefined>>> = {
  sight: seenInRun,
  page: browserSight,
  said: commandSight,
}

async function seenInRun(name: string): Promise<string | undefined> {
  return (await tokenSight(name)) ?? (await mailSight(name)) ?? (await runSight(name))
}

function block(text: string): string {
  return `\`\`\`\n${wrapped(text)}\n\`\`\`\n`
}

function wrapped(text: string): string {
  let width = 0
  return text
    .split(' ')
    .map((word) => {
      const breaks = width + word.length > WIDTH
      width = breaks ? word.length + 1 : width + word.length + 1
      return `${breaks ? '\n' : ' '}${word}`
    })
    .join('')
    .trimStart()
}
