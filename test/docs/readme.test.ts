import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { wordAlert } from '../../shared/core/wording/alert-wording.ts'
import { MONITOR } from '../support/alerts/alert-cases.ts'
import { CASES } from '../support/alerts/worded-cases.ts'
import { ROOT } from '../support/project.ts'

const PAGE = path.join(ROOT, 'README.md')
const ALERT = /(?<=^<!-- alert: (\S+) -->\n)[^]*?(?=^<!-- end -->$)/gm

test('README.md shows an alert as it arrives; `vitest --update` writes it anew', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const shown = page.replace(ALERT, (_, name: string) => {
    const { alert, monitor = MONITOR, options } = CASES[name] ?? {}
    if (!alert) throw new Error(`there is no alert ${name}`)
    const { subject, text } = wordAlert(alert, monitor, options)
    return `\`\`\`\nSubject: ${subject}\n\n${text.trim()}\n\`\`\`\n`
  })
  expect(page.match(ALERT)).toHaveLength(1)
  await expect(shown).toMatchFileSnapshot(PAGE)
})
