import type { RegisteredLocation } from '../../../core/location/registered-location.ts'

export interface LocationStore {
  /** All of them, by name; also those that are removed. */
  registeredLocations(): Promise<readonly RegisteredLocation[]>
  /** In place of whatever stands under the name. */
  putLocation(location: RegisteredLocation): Promise<void>
  dropLocation(name: string): Promise<void>
}
