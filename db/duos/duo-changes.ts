import { eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Deps } from '../../src/deps.ts'
import { duoExtension, duoPause, duoPauseCorrection, duoResume, staff, standingPause } from '../schema.ts'

const resumer = alias(staff, 'resumer')

/** Pauses of a duo as they stand, with who of staff wrote down each of their days. */
export const pausesOf = ({ db: { q } }: Deps, duoId: string) =>
  q
    .select({
      fromOn: standingPause.fromOn,
      resumedOn: standingPause.resumedOn,
      by: duoPause.by,
      staffName: staff.name,
      resumerName: resumer.name,
    })
    .from(standingPause)
    .innerJoin(duoPause, eq(duoPause.id, standingPause.id))
    .leftJoin(duoResume, eq(duoResume.pauseId, standingPause.id))
    .leftJoin(staff, eq(staff.id, duoPause.staffId))
    .leftJoin(resumer, eq(resumer.id, duoResume.staffId))
    .where(eq(standingPause.duoId, duoId))

/** What staff put right of its pauses. */
export const pauseCorrectionsOf = ({ db: { q } }: Deps, duoId: string) =>
  q
    .select({
      fromOn: duoPause.fromOn,
      resumedOn: duoPauseCorrection.resumedOn,
      at: duoPauseCorrection.at,
      staffName: staff.name,
    })
    .from(duoPauseCorrection)
    .innerJoin(duoPause, eq(duoPause.id, duoPauseCorrection.pauseId))
    .innerJoin(staff, eq(staff.id, duoPauseCorrection.staffId))
    .where(eq(duoPause.duoId, duoId))

export const extensionsOf = ({ db: { q } }: Deps, duoId: string) =>
  q
    .select({ months: duoExtension.months, reason: duoExtension.reason, at: duoExtension.at, staffName: staff.name })
    .from(duoExtension)
    .innerJoin(staff, eq(staff.id, duoExtension.staffId))
    .where(eq(duoExtension.duoId, duoId))
