import { expect, test } from 'vitest'

import { keyFor } from '../../../cli/opened/stored-secret.ts'

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d'

test.each([
  ['asked for', { stackName: 'Mail', keyArn: KEY }, { secretsKeyArn: 'own' }, KEY],
  ['of the settings', { stackName: 'Roundtrip' }, { secretsKeyArn: 'own' }, 'own'],
  [
    'of the settings, by their name',
    { stackName: 'Mail' },
    { stackName: 'Mail', secretsKeyArn: 'own' },
    'own',
  ],
  ['of no other stack', { stackName: 'Mail' }, { secretsKeyArn: 'own' }, undefined],
])('the key is the one %s', (_which, secret, ownSettings, key) => {
  expect(keyFor(secret, ownSettings)).toBe(key)
})
