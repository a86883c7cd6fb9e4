import { answer } from '../../support/processes/process-report.ts'
import { costSoFar } from '../process-cost.ts'

answer([costSoFar()])
