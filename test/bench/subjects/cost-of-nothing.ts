import { answer } from '../../support/process-report.ts'
import { costSoFar } from '../process-cost.ts'

answer([costSoFar()])
