import { expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'

test.each([
  ['https://mail-monitor.example.com', 'https://mail-monitor.example.com'],
  ['https://mail-monitor.example.com/', 'https://mail-monitor.example.com'],
  ['http://monitor.lan:7025/roundtrip//', 'http://monitor.lan:7025/roundtrip'],
  ['http://192.168.1.20:7025', 'http://192.168.1.20:7025'],
])('the page at %s is linked as %s', (pageUrl, linked) => {
  expect(resolveSettings({ pageUrl })).toMatchObject({ ok: true, settings: { pageUrl: linked } })
})

test.each([
  'http://127.0.0.1:7025',
  'http://127.1/',
  'http://2130706433',
  'http://0x7f.0.0.1',
  'http://0.0.0.0:7025',
  'http://localhost:7025/',
  'http://LOCALHOST.',
  'http://page.localhost',
  'http://[::1]:7025',
  'http://[::]',
  'http://[::ffff:127.0.0.1]',
  'ftp://mail-monitor.example.com',
  'javascript:alert(1)',
  'mail-monitor.example.com',
  'https://me:hunter2@mail-monitor.example.com',
  'https://mail-monitor.example.com/?a=1',
  'https://mail-monitor.example.com/#key=hunter2',
  'https://mail-monitor.example.com/a b',
  `https://mail-monitor.example.com/${'x'.repeat(200)}`,
  '',
  7025,
  null,
])('a page at %j is refused, in one sentence that names the field', (pageUrl) => {
  const answer = resolveSettings({ pageUrl })
  const problems = answer.ok ? [] : answer.problems
  expect(problems).toHaveLength(1)
  expect(describeProblems(problems)).toMatch(
    /^pageUrl: expected a URL .* that begins with https:\/\/ or http:\/\/.*not localhost or 127\.0\.0\.1/,
  )
  expect(describeProblems(problems)).not.toContain('hunter2')
})

test('a runbook with an anchor is refused: alerts add their own', () => {
  const answer = resolveSettings({ runbookUrl: 'https://wiki.example.com/#top' })
  expect(answer.ok ? '' : describeProblems(answer.problems)).toContain(
    'runbookUrl: expected a URL or path of at most 300 printable ASCII characters, without spaces and #',
  )
})
