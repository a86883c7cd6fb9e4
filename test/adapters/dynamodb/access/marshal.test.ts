import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { marshal, unmarshal } from '../../../../shared/adapters/dynamodb/access/marshal.ts'

describe('marshalling', () => {
  test.each([
    { kind: 'text', value: 'grüße 漢字 😀 \u0000', stored: { S: 'grüße 漢字 😀 \u0000' } },
    { kind: 'empty text', value: '', stored: { S: '' } },
    { kind: 'a whole number', value: 1_767_614_400_000, stored: { N: '1767614400000' } },
    { kind: 'a fraction', value: -0.25, stored: { N: '-0.25' } },
    { kind: 'true', value: true, stored: { BOOL: true } },
    { kind: 'false', value: false, stored: { BOOL: false } },
    { kind: 'null', value: null, stored: { NULL: true } },
    { kind: 'octets', value: new Uint8Array([0, 255]), stored: { B: new Uint8Array([0, 255]) } },
    { kind: 'an empty list', value: [], stored: { L: [] } },
    {
      kind: 'a list',
      value: ['a', 1, [null]],
      stored: { L: [{ S: 'a' }, { N: '1' }, { L: [{ NULL: true }] }] },
    },
    { kind: 'a map', value: { a: { b: 2 } }, stored: { M: { a: { M: { b: { N: '2' } } } } } },
    { kind: 'an empty map', value: {}, stored: { M: {} } },
  ])('$kind goes in and comes out the same', ({ value, stored }) => {
    expect(marshal({ value })).toEqual({ value: stored })
    expect(unmarshal({ value: stored })).toEqual({ value })
  })

  test('any JSON value survives the way there and back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        // JSON, and DynamoDB, know one zero.
        const expected: unknown = JSON.parse(JSON.stringify(value))
        expect(unmarshal(marshal({ value }))).toEqual({ value: expected })
      }),
    )
  })

  test('a field that is undefined is left out, at every depth', () => {
    expect(marshal({ a: undefined, b: { c: undefined, d: 1 } })).toEqual({ b: { M: { d: { N: '1' } } } })
  })

  test('a field called __proto__ is a field', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true}}')
    const back = unmarshal(marshal(hostile as object))
    expect(Object.keys(back)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
  })

  test.each([
    { kind: 'NaN', record: { a: { b: Number.NaN } }, message: 'a.b: NaN cannot be stored' },
    { kind: 'infinity', record: { a: [1, Infinity] }, message: 'a[1]: Infinity cannot be stored' },
    { kind: 'a function', record: { a: () => 1 }, message: 'a: a value of type function cannot be stored' },
    { kind: 'a bigint', record: { a: 1n }, message: 'a: a value of type bigint cannot be stored' },
    { kind: 'a hole in a list', record: { a: [undefined] }, message: 'a[0]: a value of type undefined' },
    { kind: 'a date', record: { a: new Date(0) }, message: 'a: only plain objects can be stored' },
    { kind: 'a map object', record: { a: new Map() }, message: 'a: only plain objects can be stored' },
  ])('$kind is refused with its path', ({ record, message }) => {
    expect(() => marshal(record)).toThrow(message)
  })

  test('sets, as people make them in the console, come out as lists', () => {
    expect(unmarshal({ tags: { SS: ['a', 'b'] }, ports: { NS: ['25', '110'] } })).toEqual({
      tags: ['a', 'b'],
      ports: [25, 110],
    })
  })
})
