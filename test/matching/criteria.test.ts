import { describe, expect, it } from 'vitest'
import { sectorRelation } from '../../src/domain/matching/criteria.ts'
import { SECTORS } from '../../src/domain/sectors.ts'

describe('sectors', () => {
  it('have a table of near sectors that reads the same both ways', () => {
    for (const one of SECTORS)
      for (const other of SECTORS) expect(sectorRelation(one, other)).toBe(sectorRelation(other, one))
    const near = SECTORS.flatMap((one, index) =>
      SECTORS.slice(index)
        .filter((other) => sectorRelation(one, other) === 'near')
        .map((other) => [one, other].sort().join(' ')),
    )
    expect(near.sort()).toEqual([
      'advice digital',
      'advice learn',
      'beauty care',
      'beauty retail',
      'build craft',
      'care learn',
      'craft creative',
      'craft horeca',
      'craft retail',
      'creative digital',
      'horeca retail',
    ])
    expect(sectorRelation('care', 'build')).toBe('far')
    for (const sector of SECTORS) {
      expect(sectorRelation(sector, sector)).toBe(sector === 'other' ? 'unknown' : 'same')
      expect([sectorRelation(null, sector), sectorRelation(sector, 'other')]).toEqual(['unknown', 'unknown'])
    }
  })
})
