import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { REASONS } from '../../shared/core/run/statuses.ts'
import { ROOT } from '../support/project.ts'
import { mailSight } from './mail-sights.ts'
import { runSight } from './run-sights.ts'
import { tokenSight } from './token-sights.ts'

const SIGHT = /(?<=^<!-- sight: (\S+) -->\n)[^]*?(?=^<!-- end -->$)/gm
/** What a line of a guide may take. */
const WIDTH = 110

test.each(['docs/microsoft-365.md', 'docs/google.md'])(
  '%s shows what is seen when a step was forgotten; `vitest --update` writes it anew',
  async (page) => {
    const file = path.join(ROOT, page)
    const text = readFileSync(file, 'utf8')
    let shown = text
    for (const [old, name = ''] of text.matchAll(SIGHT)) {
      const seen = (await tokenSight(name)) ?? (await mailSight(name)) ?? (await runSight(name))
      if (seen === undefined) throw new Error(`nobody makes the sight ${name}`)
      expect(REASONS).toContain(seen.split(':')[0])
      shown = shown.replace(`<!-- sight: ${name} -->\n${old}`, `<!-- sight: ${name} -->\n${block(seen)}`)
    }
    await expect(shown).toMatchFileSnapshot(file)
  },
)

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
