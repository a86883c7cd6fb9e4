import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { policies as policiesField } from '../../shared/core/definition/fields/policy-field.ts'
import type { Criteria } from '../../shared/core/judging/criteria.ts'
import type { AlertPolicy } from '../../shared/core/definition/monitor.ts'
import * as v from 'valibot'
import { engine } from '../core/judging/engine/engine.ts'
import { policy } from '../core/judging/engine/history.ts'
import { model } from '../core/judging/engine/model.ts'
import { part, play, wordTold } from '../core/judging/engine/script.ts'
import { window } from '../core/judging/rules/table.ts'
import { ROOT } from '../support/project.ts'

const PAGE = readFileSync(`${ROOT}/docs/alerts.md`, 'utf8')

interface Example {
  title: string
  history: string
  policies: readonly Partial<AlertPolicy>[]
  criteria: Partial<Criteria>
  isRemoved: boolean
  told: string
}

const EXAMPLES = PAGE.split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const title = section.slice(0, section.indexOf('\n'))
    return [...section.matchAll(/^```alerts\n([^]*?)^```$/gm)].map(([, block = '']) =>
      exampleOf(title, block),
    )
  })

function exampleOf(title: string, block: string): Example {
  const lines = block
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(0, 8).trim(), line.slice(8).trim()] as const)
  const of = (...names: string[]) => lines.flatMap(([name, text]) => (names.includes(name) ? [text] : []))
  const [, from = 0, to = 0] = /from minute (\d+) to minute (\d+)/.exec(of('window')[0] ?? '') ?? []
  return {
    title,
    history: of('runs', 'runs a', 'runs b').join(' / '),
    policies: of('policy').map((text) => parse(text) as Partial<AlertPolicy>),
    criteria: {
      ...(of('rotate').length > 0 && { perRun: 1 }),
      ...(of('window').length > 0 && { maintenance: [window(Number(from), Number(to))] }),
    },
    isRemoved: of('removed').length > 0,
    told: of('sent').join(' '),
  }
}

describe('the page on alerts', () => {
  test.each(EXAMPLES)('tells what happens, $title: $history', (example) => {
    const { history, criteria, isRemoved, told } = example
    const policies = example.policies.length > 0 ? example.policies.map(policy) : [policy()]
    const life = { parts: [part(history, policies, criteria)], isRemoved }
    for (const teller of [engine(), model()]) expect(wordTold(play(life, teller), life)).toBe(told)
  })

  test.each(EXAMPLES.flatMap(({ policies }) => policies.filter((one) => one.minLocations === undefined)))(
    'writes policies as a definition takes them: %j',
    (written) => {
      expect(v.safeParse(policiesField, [written]).issues).toBeUndefined()
    },
  )

  test.each(Object.keys({ ...policy(), repeatMinutes: 0, maxAlerts: 0, onSlow: 0 } satisfies AlertPolicy))(
    'has an example of %s',
    (option) => {
      expect(EXAMPLES.filter(({ policies }) => policies.some((one) => option in one))).not.toEqual([])
    },
  )
})
