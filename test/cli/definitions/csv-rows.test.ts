import { describe, expect, test } from 'vitest'

import { csvOf, readCsv } from '../../../cli/definitions/csv-rows.ts'

function valueOf(text: string): unknown {
  const read = readCsv(text)
  if (!read.ok) throw new Error(`${read.mistake.line}: ${read.mistake.message}`)
  return read.value
}

test('a column is a path, an empty cell is absent, and every monitor has its line', () => {
  const read = readCsv(
    'monitorId,name,enabled,mailbox.server,mailbox.userid,intervalMinutes,tags,alerts\r\n' +
      'shop,"Shop, ""new""",false,pop3s://a,007,5,web shop,"[{""onError"": false}]"\r\n' +
      '\r\n,,,,,,,\r\n' +
      'blog,,,pop3s://b,,,,\r\n',
  )
  expect(read).toMatchObject({
    ok: true,
    value: [
      {
        monitorId: 'shop',
        name: 'Shop, "new"',
        enabled: false,
        mailbox: { server: 'pop3s://a', userid: '007' },
        intervalMinutes: 5,
        tags: ['web', 'shop'],
        alerts: [{ onError: false }],
      },
      { monitorId: 'blog', mailbox: { server: 'pop3s://b' } },
    ],
    twice: [],
  })
  expect(read.ok && Object.fromEntries(read.lines)).toEqual({ '': 1, 'monitors[0]': 2, 'monitors[1]': 5 })
})

test.each([
  ['semicolons', 'monitorId;tags\nshop;a b\n'],
  ['tabs', 'monitorId\ttags\nshop\ta b\n'],
  ['a byte order mark', '\uFEFFmonitorId,tags\nshop,a b\n'],
  ['blanks in the heading', ' monitorId , tags \nshop,a b\n'],
  ['a list as JSON', 'monitorId,tags\nshop,"[""a"", ""b""]"\n'],
])('%s are understood', (_what, text) => {
  expect(valueOf(text)).toEqual([{ monitorId: 'shop', tags: ['a', 'b'] }])
})

test.each([
  ['TRUE', true],
  ['false', false],
  ['12', 12],
  ['1e3', 1000],
  ['often', 'often'],
  ['{"a": 1}', { a: 1 }],
  ['{a: 1}', '{a: 1}'],
])('where no text belongs, %s is read as JSON if it is any', (cell, value) => {
  expect(valueOf(`intervalMinutes\n"${cell.replaceAll('"', '""')}"`)).toEqual([{ intervalMinutes: value }])
})

test.each(['TRUE', '12', '{"a": 1}', '[x]', 'null'])('where text belongs, %s is text', (cell) => {
  expect(valueOf(`name,mailbox.userid\n"${cell.replaceAll('"', '""')}",${cell.replaceAll('"', '')}`)).toEqual(
    [{ name: cell, mailbox: { userid: cell.replaceAll('"', '') } }],
  )
})

test('a section without fields has a column of its own', () => {
  expect(csvOf([{ monitorId: 'a', smtp: {} }])).toBe('monitorId,smtp\na,{}\n')
  expect(valueOf('monitorId,smtp,smtp.server\na,{},\nb,,x\n')).toEqual([
    { monitorId: 'a', smtp: {} },
    { monitorId: 'b', smtp: { server: 'x' } },
  ])
})

test('thresholds have a column each, however deep, and policies are JSON in one cell', () => {
  const monitors = [
    {
      monitorId: 'a',
      slow: { roundTrip: 30, smtp: { connect: 0.5 }, mailbox: { search: 2 } },
      alerts: [{ onSlow: 2 }, { afterFailures: 3, topic: 'oncall' }],
    },
    { monitorId: 'b', slow: { smtp: {} } },
    { monitorId: 'c', slow: {} },
  ]
  const text = csvOf(monitors)
  expect(text).toBe(
    'monitorId,slow,slow.roundTrip,slow.mailbox.search,slow.smtp,slow.smtp.connect,alerts\n' +
      'a,,30,2,,0.5,"[{""onSlow"":2},{""afterFailures"":3,""topic"":""oncall""}]"\n' +
      'b,,,,{},,\n' +
      'c,{},,,,,\n',
  )
  expect(valueOf(text)).toEqual(monitors)
})

test('a threshold of a section that there is not is a field of that name', () => {
  expect(valueOf('slow.smtp.connect,slow.pop.connect\n1,2')).toEqual([
    { slow: { smtp: { connect: 1 }, 'pop.connect': 2 } },
  ])
})

describe('what a spreadsheet would run', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1", "''=1"])(
    '%j is exported behind a quote, and imported without it',
    (name) => {
      const text = csvOf([{ monitorId: 'a', name }])
      expect(text).toMatch(/\n"?a,"?'/)
      expect(valueOf(text)).toEqual([{ monitorId: 'a', name }])
    },
  )

  test.each(["'quoted'", "it's", "'"])('%j is no formula, and stays as it is', (name) => {
    expect(csvOf([{ monitorId: 'a', name }])).toBe(`monitorId,name\na,${name}\n`)
    expect(valueOf(csvOf([{ monitorId: 'a', name }]))).toEqual([{ monitorId: 'a', name }])
  })
})

describe('what is refused, with its line and without its text', () => {
  test.each([
    ['nothing', '', 1, 'the first line must name the columns'],
    ['a quote that is not closed', 'a,b\n1,"hunter2', 2, 'a quote is missing'],
    ['a quote within', 'a,b\n1,2\n1,hunter2"x', 3, 'a quote is missing'],
    ['a cell too many', 'name,note\n1,"x\ny"\n1,2,hunter2', 4, 'cell 3 has no column: the first line has 2'],
    ['a cell under no heading', 'name,,note\n1,hunter2,3', 2, 'cell 2 has no column'],
    ['a section said twice', 'smtp,smtp.server\nhunter2,x', 2, 'smtp.server conflicts with'],
    [
      'a section within said twice',
      'slow.smtp,slow.smtp.connect\nhunter2,1',
      2,
      'slow.smtp.connect conflicts',
    ],
    ['a section around it said twice', 'slow.smtp.connect,slow\n1,hunter2', 2, 'slow conflicts with'],
    ['a section said twice, the other way', 'smtp.server,smtp\nx,hunter2', 2, 'smtp conflicts with'],
  ])('%s', (_what, text, line, message) => {
    const read = readCsv(text)
    expect(read).toMatchObject({ ok: false, mistake: { line } })
    expect(!read.ok && read.mistake.message).toContain(message)
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })

  test('a column that stands there twice is told', () => {
    expect(readCsv('mailbox.server,mailbox.server\n1,2')).toMatchObject({
      ok: true,
      twice: ['mailbox.server'],
    })
  })
})
