import { describe, expect, test } from 'vitest'
import { cramMd5, parseChallenge } from '../../../../shared/adapters/mail/login/cram-md5.ts'
import { hasMd5 } from '../../../../shared/adapters/mail/login/md5.ts'
import { NO_CHALLENGES, base64 } from './challenges.ts'

test('the example of RFC 2195 §2 comes out as it stands there', () => {
  const asked = 'PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+'
  const challenge = parseChallenge(asked)
  expect(challenge).toBe('<1896.697170952@postoffice.reston.mci.net>')
  expect(cramMd5(challenge ?? '', 'tim', 'tanstaaftanstaaf')).toEqual({
    digest: 'b913a602c7eda7a495b4e6e7334d3890',
    response: 'dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw',
  })
})

test.each([
  ['in UTF-8', 'pä', '421d73188715e3b9303891fd8a8d0b3f'],
  ['where it is longer than a block of MD5', 'x'.repeat(80), 'dbc993136f298ea745bc687c2321ea15'],
])('the password is taken %s, as another program reckoned it', (_what, password, digest) => {
  const made = cramMd5('<1.2@x>', 'ü', password)
  expect(made).toEqual({ digest, response: base64(`ü ${digest}`) })
})

describe('a challenge', () => {
  test.each([
    '<1896.697170952@postoffice.reston.mci.net>',
    '<4f1c.67a2@localhost>',
    '<12345>',
    '<1.2@a host with blanks>',
    `<${'1'.repeat(510)}>`,
  ])('%j is one, also with blanks around its base64', (challenge) => {
    expect(parseChallenge(base64(challenge))).toBe(challenge)
    expect(parseChallenge(` ${base64(challenge)} `)).toBe(challenge)
  })

  test.each(NO_CHALLENGES)('is not %s', (_what, text) => {
    expect(parseChallenge(text)).toBeUndefined()
  })
})

test('this Node has MD5', () => {
  expect(hasMd5()).toBe(true)
})
