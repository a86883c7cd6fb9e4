import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { resolveSettings } from '../../cdk/settings/resolve-settings.ts'
import { optionName } from '../../cli/application/parameters.ts'
import { routeOf } from '../../cli/application/route.ts'
import { root } from '../../cli/application/routes.ts'
import { readServerAddress } from '../../shared/core/definition/fields/server-address.ts'
import { describeProblems, parseMonitor } from '../../shared/core/definition/parse-monitor.ts'
import { REASONS } from '../../shared/core/run/statuses.ts'
import { FRONT_PAGES } from '../../shared/http/front-page.ts'
import { ROOT } from '../support/project.ts'

const PAGE = readFileSync(path.join(ROOT, 'docs/from-alertsite.md'), 'utf8')
const CELLS = [...PAGE.matchAll(/^\|(.*)\|$/gm)].flatMap(([, row = '']) =>
  [...row.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
)

/** What a table names that is none of these kinds: values, and words of AlertSite. */
const VALUES = ['roundtrip@example.com', ':port', 'false', 'ssm:contact-form', "['home']", 'all', 'rotate']

const KINDS: Readonly<Record<string, (code: string) => boolean>> = {
  'a command': isCommand,
  'an option': isOption,
  'a field of a monitor': isMonitorField,
  'a field of a policy': isPolicyField,
  'a setting': isSetting,
  'a reason': (code) => REASONS.some((reason) => reason === code),
  'a server': (code) =>
    (['mailbox', 'smtp'] as const).some((side) => code.includes('://') && readServerAddress(code, side).ok),
  'a file': (code) => code.includes('/') && existsSync(path.join(ROOT, code)),
  'an address of the page': (code) => FRONT_PAGES.some((at) => at !== '/' && code.split('?')[0] === at),
  'a value': (code) => VALUES.includes(code),
}

describe('what a cell of the page for users of AlertSite names is there', () => {
  test.each([...new Set(CELLS)])('%s', (code) => {
    const kinds = Object.entries(KINDS).filter(([, is]) => is(code))
    expect(kinds.map(([kind]) => kind)).not.toEqual([])
  })

  test.each([
    'npx roundtrip monitors lst',
    '--jsn',
    'mailbox.pasword',
    'afterFailure',
    'topicz',
    'greylistd',
  ])('and %s would not be', (code) => {
    expect(Object.entries(KINDS).filter(([, is]) => is(code))).toEqual([])
  })
})

/** With `npx roundtrip` before it or, beside one that has it, without. */
function isCommand(code: string): boolean {
  if (code === 'npx cdk deploy') return true
  const words = code.replace(/^npx roundtrip /, '').split(/\s+/)
  const isOne = (line: readonly string[]) => 'parameters' in routeOf(root, line).target
  return isOne(words) || isOne(['monitors', ...words])
}

function isOption(code: string): boolean {
  const [, option = ''] = /^--([a-z-]+)(?: \S+)?$/.exec(code) ?? []
  return allOptions().includes(option)
}

function allOptions(): string[] {
  const commands = [
    ...['status', 'runs', 'show', 'log', 'availability', 'incidents', 'check', 'ack'].map((name) => [name]),
    ...['runs', 'availability', 'incidents'].map((name) => ['export', name]),
    ...['list', 'add', 'import'].map((name) => ['monitors', name]),
  ]
  return commands.flatMap((line) => {
    const { target } = routeOf(root, line)
    return 'parameters' in target ? Object.keys(target.parameters.flags ?? {}).map(optionName) : []
  })
}

function isMonitorField(code: string): boolean {
  const written = asYaml(code)
  const definition =
    written ?? code.split('.').reduceRight<unknown>((value, name) => ({ [name]: value }), null)
  const known = (section?: 'mailbox' | 'smtp') => {
    const read = parseMonitor(section ? { [section]: definition } : definition, 'table')
    return !read.ok && !describeProblems(read.problems).includes('there is no such field')
  }
  return known() || (written !== undefined && (known('mailbox') || known('smtp')))
}

function isPolicyField(code: string): boolean {
  const policy = asYaml(code) ?? { [code]: null }
  const read = parseMonitor({ alerts: [policy] }, 'table')
  return !read.ok && !describeProblems(read.problems).includes('there is no such field')
}

function isSetting(code: string): boolean {
  const written = [{ [code]: null }, { topics: { alerts: { [code]: null } } }]
  return written.some((settings) => {
    const read = resolveSettings(settings)
    return read.ok || !describeProblems(read.problems).includes('there is no such')
  })
}

/** `verify: true` as `{ verify: true }`. */
function asYaml(code: string): Record<string, unknown> | undefined {
  if (!/^\w+: /.test(code)) return undefined
  return parse(code) as Record<string, unknown>
}
