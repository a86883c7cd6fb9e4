import { monitors } from './monitors.ts'
import { synthesize } from './synthesize.ts'
import { settings } from './settings.ts'

synthesize({ settings, monitors })
