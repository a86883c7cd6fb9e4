import { expect, test } from 'vitest'

import { regionOfArn } from '../../../shared/core/location/arn-region.ts'

test.each([
  ['arn:aws:lambda:eu-west-1:111122223333:function:Mail-eu-west-1-probe', 'eu-west-1'],
  ['arn:aws-us-gov:sqs:us-gov-east-1:111122223333:Mail-dead-letters', 'us-gov-east-1'],
  ['arn:aws-cn:sns:cn-north-1:111122223333:alerts', 'cn-north-1'],
  ['arn:aws:iam::111122223333:role/Mail-eu-west-1-schedules', undefined],
  ['Mail-eu-west-1-probe', undefined],
  ['', undefined],
])('%s lies in %s', (arn, region) => {
  expect(regionOfArn(arn)).toBe(region)
})
