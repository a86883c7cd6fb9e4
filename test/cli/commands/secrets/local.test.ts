import { expect, test } from 'vitest'

import { says } from '../../says.ts'

test.each([
  ['contact-form', 'CONTACT_FORM'],
  ['inbox', 'INBOX'],
])('in local mode the variable of %s is named that npm start reads', async (name, variable) => {
  expect(await says(['secrets', 'set', name, '--local'])).toEqual({
    code: 2,
    out: '',
    err: `roundtrip secrets set: in local mode no password is stored: export ROUNDTRIP_SECRET_${variable}=… where npm start runs sets it (roundtrip secrets set --help)\n`,
  })
})
