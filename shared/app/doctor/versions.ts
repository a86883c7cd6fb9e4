import { hasDefaultsOf } from '../../core/location/known-locations.ts'
import { locationStackName } from '../../core/location/location-names.ts'
import { type Check, type StackPorts, remark, problem } from './check.ts'

/**
 * Home, its locations and this command: what is not of one code or one list of default locations, and locations
 * that wait for their end.
 */
export const versions: Check<StackPorts> = {
  name: 'versions',
  of: 'the versions of home and locations',
  async look({ stack, locations, known }) {
    const registered = await locations()
    const { name, version, ownVersion } = stack
    const own = [
      ...(version === undefined || version === ownVersion
        ? []
        : [
            remark(
              `Home runs other code than this command: ${version} there, ${ownVersion} here.`,
              'They understand each other for one upgrade; what is new in one the other does not know.',
              `Deploy this checkout with npx cdk deploy ${name}, or use the command of the other one.`,
            ),
          ]),
    ]
    const others = registered.flatMap((one) => {
      if (one.removed) {
        return [
          remark(
            `Location ${one.name} is registered as removed: nothing runs there any more.`,
            'Its stack still stands and costs what its resources cost.',
            `npx cdk destroy ${locationStackName(name, one.name)}, then take it out of locations in cdk/settings.ts.`,
          ),
        ]
      }
      if (version !== undefined && one.version !== version) {
        return [
          problem(
            `Location ${one.name} runs other code than home: ${one.version} there, ${version} at home.`,
            'They work together for one upgrade, and no longer.',
            'npx cdk deploy --all deploys both from this checkout.',
          ),
        ]
      }
      if (hasDefaultsOf(known, one)) return []
      return [
        problem(
          `Location ${one.name} has other default locations than home: ${listed(one.defaultLocations)} there, ${listed(known.defaults)} at home.`,
          'It judges monitors that name no locations, and takes turns, by the ones that it was deployed with.',
          'npx cdk deploy --all deploys both with the same settings.',
        ),
      ]
    })
    return [...own, ...others]
  },
}

function listed(names: readonly string[] = []): string {
  return names.join(', ')
}
