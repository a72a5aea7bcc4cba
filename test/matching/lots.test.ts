import { it } from 'vitest'
import { settledMarket } from '../../src/domain/matching/assignment.ts'
import { certifyLots } from './lots.ts'
import { balancedPool, poolOf, randomPool, type Written } from './pools.ts'

const certify = (written: Written) => certifyLots(settledMarket(poolOf(written)), written)

it.each([
  ['one score', 1, 100],
  ['two scores', 2, 60],
  ['five scores', 5, 30],
  ['many scores', 101, 60],
])('prices prove the lots of plans with %s', (_, scores, density) => {
  for (let seed = 0; seed < 12; seed++) {
    const [mentees, mentors] = [5 + ((seed * 7) % 30), 4 + ((seed * 5) % 23)]
    certify(randomPool(seed, { mentees, mentors, capacity: 1 + (seed % 3), density, scores }))
  }
})

it('prices prove the lots of plans with as many places as mentees, pins, blocks and ranks', () => {
  for (let seed = 0; seed < 40; seed++) certify(balancedPool(seed))
})

it('prices prove the lots where rows are too long to be sorted by hand', () => {
  certify(randomPool(3, { mentees: 60, mentors: 70, capacity: 1, density: 90, scores: 1 }))
  certify(randomPool(4, { mentees: 70, mentors: 40, capacity: 1, density: 90, scores: 2 }))
})
