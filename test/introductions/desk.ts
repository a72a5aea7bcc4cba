import { beforeEach } from 'vitest'
import { introduction } from '../../db/schema.ts'
import type { TestApp } from '../app.ts'
import { bodyOf, later, makeRun, openOffice, sendPairs } from '../office.ts'
import type { StaffBrowser } from '../staff.ts'

/* Dirk and Els at work with Amira and Bert signed up, and what they do with a run. */

export let t: TestApp
export let dirk: StaffBrowser
export let els: StaffBrowser
export let amira: string
export let bert: string

/** Before each test of a file everything is new. */
export const openDesk = () =>
  beforeEach(async () => {
    const office = await openOffice()
    ;({ t, dirk, els } = office)
    amira = office.amira.participantId
    bert = office.bert.participantId
  })

export const run = (who = dirk) => makeRun(t, who)
export const textOf = async (path: string, who = dirk) => bodyOf(await who.get(path))
export const send = (who: StaffBrowser, path: string, pairs: string[], form?: string) =>
  sendPairs(t, who, path, pairs, form)
export const sentNow = () => t.db.q.select().from(introduction)
export const wait = async (instant: number) => {
  ;({ dirk, els } = await later(t, instant))
}
