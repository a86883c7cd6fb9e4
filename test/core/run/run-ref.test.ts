import { describe, expect, test } from 'vitest'

import { parseRunRef } from '../../../shared/core/run/run-ref.ts'

const RUN = '20260105T120000Z_eu-west-1_schedule_0123456789ab'
const RECHECK = '20260105T120003Zm412_eu-west-1_recheck_0123456789ab'
const FORMER = '2026-01-05T12:00:00.000Z#eu-west-1#schedule#0123456789ab'

describe('a run is named', () => {
  test.each([
    [`shop/${RUN}`, { kind: 'run', runId: RUN }],
    [`shop/${RECHECK}`, { kind: 'run', runId: RECHECK }],
    [`shop/${FORMER}`, { kind: 'run', runId: FORMER }],
    ['shop/0123456789ab', { kind: 'digits', digits: '0123456789ab' }],
    ['shop', { kind: 'last' }],
    ['shop@03:17', { kind: 'at', at: { time: '03:17' } }],
    ['shop@2026-11-05T03:17', { kind: 'at', at: { day: '2026-11-05', time: '03:17' } }],
    ['shop@2028-02-29T23:59', { kind: 'at', at: { day: '2028-02-29', time: '23:59' } }],
  ])('by %s', (text, ref) => {
    expect(parseRunRef(text)).toEqual({ ok: true, ref: { monitorId: 'shop', ...ref } })
  })
})

describe('no run is named', () => {
  test.each([
    ['', `"" cannot be a monitor's id`],
    ['Shop', `"Shop" cannot be a monitor's id`],
    [RUN, 'cannot be a monitor'],
    ['/0123456789ab', `"" cannot be a monitor's id`],
    ['shop/', '"" is no run'],
    ['shop/12', '"12" is no run'],
    ['shop/0123456789AB', 'is no run'],
    [`shop/${RUN}/log`, 'is no run'],
    [`shop/${RUN}\n`, 'is no run'],
    ['shop/20269905T120000Z_eu-west-1_schedule_0123456789ab', 'is no run'],
    ['shop@', '"" is no minute'],
    ['shop@3:17', '"3:17" is no minute'],
    ['shop@24:00', 'is no minute'],
    ['shop@03:60', 'is no minute'],
    ['shop@2026-02-29T03:17', 'is no minute'],
    ['shop@2026-11-05', 'is no minute'],
    ['shop@2026-11-05T03:17Z', 'is no minute'],
    ['shop@03:17\n', 'is no minute'],
  ])('by %j, and it says why', (text, mistake) => {
    expect(parseRunRef(text)).toEqual({ ok: false, mistake: expect.stringContaining(mistake) as unknown })
  })
})
